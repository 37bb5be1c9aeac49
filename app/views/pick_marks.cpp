#include "app/views/pick_marks.h"

#include <algorithm>

#include "app/drawing/palette.h"
#include "app/model/match_sets.h"
#include "app/model/match_story.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

palette::Colour colour_of(const MatchResult& result, const Pick& pick) {
    if (pick.kind == Pick::Kind::keypoint) return pick.visible ? palette::keypoint : palette::not_visible;
    const auto index = static_cast<std::size_t>(pick.index);
    if (!result.matches[index].kept) return palette::rejected;
    const bool agrees = set_of(result, index) == MatchSet::kept_right;
    if (!result.verdicts) return agrees ? palette::kept : palette::rejected;
    return agrees ? palette::right : palette::wrong;
}

void mark_keypoint(Frame& frame, const ScreenKeypoint& k, ImU32 colour, float width) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 centre{k.centre.x, k.centre.y};
    const float radius = k.radius + frame.px(1);
    const ImVec2 tip{k.centre.x + radius * k.cosine, k.centre.y + radius * k.sine};
    draw->AddCircle(centre, radius, colour, 0, width);
    draw->AddLine(centre, tip, colour, width);
}

}  // namespace

void draw_match_story(Frame& frame, const OverlayScene& scene, std::size_t match) {
    const MatchStory story = match_story(*scene.result, match);
    const Rect& area = scene.canvases[1].area;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->PushClipRect({area.x, area.y}, {area.x + area.width, area.y + area.height}, true);
    for (const bool rim : {true, false}) {
        const ImU32 ink = to_imgui(rim ? palette::halo : palette::kept, rim ? 0.8 : 1);
        const float width = frame.px(rim ? 4 : 1.8);
        if (story.runner_up) {
            const ScreenKeypoint k = screen_keypoint(scene, *story.runner_up, 1);
            const float r = std::max(k.radius, frame.px(5));
            draw->AddRect({k.centre.x - r, k.centre.y - r}, {k.centre.x + r, k.centre.y + r}, ink, 0, 0,
                          width);
        }
        if (story.predicted) {
            const ScreenPoint p = scene.canvases[1].to_screen(scene.turn.shown_from_found(*story.predicted));
            const float arm = frame.px(8);
            draw->AddLine({p.x - arm, p.y}, {p.x + arm, p.y}, ink, width);
            draw->AddLine({p.x, p.y - arm}, {p.x, p.y + arm}, ink, width);
        }
    }
    draw->PopClipRect();
}

void draw_pick(Frame& frame, const OverlayScene& scene, const Pick& pick, bool hovered) {
    const MatchResult& result = *scene.result;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImU32 halo = to_imgui(palette::halo, 0.8);
    const ImU32 colour = to_imgui(hovered ? palette::selected : colour_of(result, pick));
    for (const bool rim : {true, false}) {  // a dark rim lifts the mark off bright pictures
        const ImU32 ink = rim ? halo : colour;
        const float width = frame.px(rim ? 4.5 : 2);
        ScreenPoint ends[2];
        for (int picture : {0, 1}) {
            const sift::Keypoint* keypoint = keypoint_of(result, pick, picture);
            if (keypoint == nullptr) continue;
            const ScreenKeypoint k = screen_keypoint(scene, *keypoint, picture);
            ends[picture] = k.centre;
            const Rect& area = scene.canvases[static_cast<std::size_t>(picture)].area;
            draw->PushClipRect({area.x, area.y}, {area.x + area.width, area.y + area.height}, true);
            mark_keypoint(frame, k, ink, width);
            draw->PopClipRect();
        }
        if (pick.kind == Pick::Kind::match && scene.canvases[0].area.contains(ends[0]) &&
            scene.canvases[1].area.contains(ends[1]))
            draw->AddLine({ends[0].x, ends[0].y}, {ends[1].x, ends[1].y}, ink, width);
    }
}

}  // namespace siftscope
