#include "app/views/explain_canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/drawing/palette.h"
#include "app/model/descriptor_frame.h"
#include "app/views/canvas_basics.h"
#include "app/views/explain_commands.h"
#include "app/views/picture_choice.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double keypoint_reach = 6;  // units of design

const MatchSide* canvas_side(const AppState& state, int picture) {
    if (!state.result) return nullptr;
    return picture == 0 ? state.result->side_1.get() : state.result->side_2.get();
}

// The keypoint drawn next to the pointer, or the place itself.
ExplainPlace place_at(const Frame& frame, const ExplainChoice& choice, const CanvasView& view,
                      ScreenPoint cursor) {
    ExplainPlace place{view.to_picture(cursor), {}, {}};
    const MatchSide* side = canvas_side(frame.state, choice.picture);
    if (side == nullptr || ImGui::GetIO().KeyShift) return place;
    double best = static_cast<double>(frame.px(keypoint_reach));
    for (const auto* keypoints : {&side->keypoints, &side->not_visible})
        for (const sift::Keypoint& k : *keypoints) {
            const ScreenPoint p = view.to_screen({k.x, k.y});
            const double distance =
                std::hypot(static_cast<double>(p.x - cursor.x), static_cast<double>(p.y - cursor.y));
            if (distance >= best) continue;
            best = distance;
            place = place_of(k);
        }
    return place;
}

void draw_keypoints(Frame& frame, CanvasGraphics& graphics, const CanvasView& view, int picture) {
    if (!frame.state.result) return;
    // The other picture's canvas has no room: nothing of it is drawn.
    CanvasView elsewhere = view;
    elsewhere.area.width = elsewhere.area.height = 0;
    ViewState shown = frame.state.view;
    shown.right_lines = shown.wrong_lines = false;
    shown.residual_arrows = 0;
    const std::array<CanvasView, 2> canvases =
        picture == 0 ? std::array{view, elsewhere} : std::array{elsewhere, view};
    const OverlayScene scene = overlay_scene(frame.state.result, canvases, {}, shown, frame.ui.scale);
    const Rect area = overlay_area(canvases);
    const Texture& texture = graphics.overlay(scene, area);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddCallback(blend_premultiplied, nullptr);
    draw->AddImage(texture.id(), {area.x, area.y}, {area.x + area.width, area.y + area.height}, {0, 0},
                   {1, 1}, IM_COL32(150, 150, 150, 150));
    draw->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void draw_candidate(Frame& frame, const CanvasView& view, const Explanation& story) {
    if (!story.sample) return;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 centre = to_imgui(view.to_screen(story.place));
    const auto radius = std::max(static_cast<float>(story.size / 2 * view.zoom), frame.px(3));
    const bool found = story.verdict == sift::Verdict::keypoint;
    for (const bool rim : {true, false}) {
        const ImU32 ink =
            rim ? to_imgui(palette::halo, 0.8) : to_imgui(found ? palette::selected : palette::rejected);
        const float width = frame.px(rim ? 4.5 : 2);
        draw->AddCircle(centre, radius, ink, 0, width);
        for (const sift::Keypoint& k : story.keypoints) {
            const double a = k.angle * std::numbers::pi / 180;
            draw->AddLine(centre,
                          {centre.x + radius * static_cast<float>(std::cos(a)),
                           centre.y + radius * static_cast<float>(std::sin(a))},
                          ink, width);
        }
        if (!found) continue;
        const DescriptorFrame square(story.keypoints.empty() ? sift::Keypoint{}
                                                             : story.keypoints[story.chosen]);
        for (int side = 0; side < 4; ++side)
            draw->AddLine(to_imgui(view.to_screen(square.corner(side))),
                          to_imgui(view.to_screen(square.corner(side + 1))), ink, frame.px(rim ? 3 : 1));
    }
}

void draw_asked(Frame& frame, const CanvasView& view, sift::Point at) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 p = to_imgui(view.to_screen(at));
    const float inner = frame.px(3), outer = frame.px(9);
    for (const bool rim : {true, false}) {
        const ImU32 ink = rim ? to_imgui(palette::halo, 0.8) : to_imgui(palette::ink);
        const float width = frame.px(rim ? 3.5 : 1.5);
        draw->AddLine({p.x - outer, p.y}, {p.x - inner, p.y}, ink, width);
        draw->AddLine({p.x + inner, p.y}, {p.x + outer, p.y}, ink, width);
        draw->AddLine({p.x, p.y - outer}, {p.x, p.y - inner}, ink, width);
        draw->AddLine({p.x, p.y + inner}, {p.x, p.y + outer}, ink, width);
    }
}

// The layer lies where its samples lie: each is a square about its place.
void draw_shown(Frame& frame, CanvasGraphics& graphics, ExplainTextures& textures, const CanvasView& view,
                const ExplainChoice& choice) {
    const AppState& state = frame.state;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const auto& result = state.explain.result;
    const bool layer = choice.layer.kind != LayerChoice::Kind::picture && result && !result->layer.empty() &&
                       result->request.layer == choice.layer;
    const Texture* texture = nullptr;
    sift::Lattice lattice;
    double width = 0, height = 0;
    if (layer) {
        texture = &textures.layer(result);
        lattice = result->lattices[static_cast<std::size_t>(choice.layer.octave - result->first_octave)];
        width = result->layer.cols;
        height = result->layer.rows;
    } else {
        texture = &chosen_texture(graphics, state, choice.picture);
        const auto picture = chosen_picture(state, choice.picture);
        width = picture->width;
        height = picture->height;
    }
    const auto at = [&](double x, double y) {
        return to_imgui(view.to_screen({lattice.x0 + x * lattice.step, lattice.y0 + y * lattice.step}));
    };
    draw->AddImage(texture->id(), at(-0.5, -0.5), at(width - 0.5, height - 0.5));
}

}  // namespace

void explain_canvas(Frame& frame, CanvasGraphics& graphics, ExplainTextures& textures, const Rect& area,
                    ExplainChoice& choice) {
    const auto picture = chosen_picture(frame.state, choice.picture);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 corner{area.x, area.y};
    const ImVec2 end{area.x + area.width, area.y + area.height};
    draw->AddRectFilled(corner, end, frame.ui.palette.canvas, frame.px(4));
    if (!picture) return;
    const PictureSize size{picture->width, picture->height};
    const CanvasView view = canvas_view(choice.view, area, size);

    draw->PushClipRect(corner, end, true);
    draw_shown(frame, graphics, textures, view, choice);
    const bool ready = choice.picture == 0 || (frame.state.result && frame.state.result->second &&
                                               frame.state.result->second->picture == picture);
    if (ready && frame.state.view.keypoints && choice.layer.kind == LayerChoice::Kind::picture)
        draw_keypoints(frame, graphics, view, choice.picture);
    const auto& result = frame.state.explain.result;
    if (result && result->request.picture == picture) draw_candidate(frame, view, result->story);
    if (choice.place) draw_asked(frame, view, choice.place->at);
    draw->PopClipRect();

    chosen_canvas_button(frame, choice.picture, view);
    const ScreenPoint middle =
        choice.place ? view.area.clamp(view.to_screen(choice.place->at)) : area.centre();
    if (const auto clicked = follow_picture(frame, area, size, middle, choice.view))
        choice.place = place_at(frame, choice, view, *clicked);
}

}  // namespace siftscope
