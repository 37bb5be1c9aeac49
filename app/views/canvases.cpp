#include "app/views/canvases.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <GLFW/glfw3.h>

#include "app/drawing/palette.h"
#include "app/model/format_number.h"
#include "app/model/setting_words.h"
#include "app/views/canvas_basics.h"
#include "app/views/controls.h"
#include "app/views/error_map_screen.h"
#include "app/views/match_story_view.h"
#include "app/views/match_table_view.h"
#include "app/views/pick_card.h"
#include "app/views/pick_marks.h"
#include "app/views/region_grip.h"
#include "app/window/imgui_compat.h"
#include "sift/geometry/rotation.h"

namespace siftscope {
namespace {

constexpr double match_pick_reach = 8;  // units of design

// What both canvases show in this frame.
struct Scene {
    const Picture& picture;
    std::optional<sift::Rotation>
        rotation;  // as the settings want it, drawn at once; none of another picture
    LinkedCanvases canvases;
    std::array<CanvasView, 2> views;
    bool exact = false;    // the second picture is there, resampled by `rotation` where there is one
    bool overlay = false;  // one canvas for both: the second view is the first
};

constexpr double caption_height = 20;

// Both canvases in `room`, each below its caption.
std::array<Rect, 2> canvas_areas(const Frame& frame, Layout layout, ImVec2 corner, ImVec2 room) {
    const float gap = frame.px(8);
    const float top = frame.px(caption_height);
    const float least = frame.px(40);
    const float left = std::floor(corner.x);
    const float upper = std::floor(corner.y + top);
    const float width = std::max(std::floor(room.x), least);
    const float height = std::max(std::floor(room.y - top), least);
    const float half_width = std::max(std::floor((room.x - gap) / 2), least);
    const float half_height = std::max(std::floor((room.y - gap) / 2 - top), least);
    // Halves of a low room would show next to nothing.
    if (layout == Layout::stacked && room.y < frame.px(200)) layout = Layout::side_by_side;
    switch (layout) {
        case Layout::side_by_side:
            return {Rect{left, upper, half_width, height},
                    Rect{left + half_width + gap, upper, half_width, height}};
        case Layout::stacked:
            return {Rect{left, upper, width, half_height},
                    Rect{left, upper + half_height + gap + top, width, half_height}};
        case Layout::overlay:
            break;
    }
    return {Rect{left, upper, width, height}, Rect{left, upper, width, height}};
}

// Two pictures whose true map is not known are moved together as if one were the other stretched.
sift::Homography stretching(const Picture& from, const Picture& to) {
    const auto factor = [](int source, int target) { return static_cast<double>(target) / source; };
    const double x = factor(from.width, to.width), y = factor(from.height, to.height);
    return {{x, 0, (x - 1) / 2, 0, y, (y - 1) / 2, 0, 0, 1}};
}

// Another picture cannot be turned back over the original.
Layout layout_of(const AppState& state) {
    const bool apart = state.other && state.view.layout == Layout::overlay;
    return apart ? Layout::side_by_side : state.view.layout;
}

Scene scene_of(const AppState& state, const std::array<Rect, 2>& areas) {
    const Picture& picture = *state.picture;
    std::optional<sift::Rotation> rotation;
    if (!state.other) rotation = state.settings.rotation_of(picture.width, picture.height);
    const PictureSize second = rotation ? PictureSize{rotation->width, rotation->height}
                                        : PictureSize{state.other->width, state.other->height};
    const LinkedCanvases canvases{areas,
                                  {{{picture.width, picture.height}, second}},
                                  rotation ? rotation->homography() : stretching(picture, *state.other)};
    const bool overlay = layout_of(state) == Layout::overlay;
    std::array<CanvasView, 2> views = linked_views(canvases, state.view);
    if (overlay) views[1] = views[0];
    return {picture, rotation, canvases, views, has_exact_picture(state), overlay};
}

// Where a picture of `size` lies on the window: its pixels are squares about their centres.
std::array<ImVec2, 4> corners_of(const CanvasView& view, PictureSize size) {
    const double right = size.width - 0.5;
    const double bottom = size.height - 0.5;
    return {to_imgui(view.to_screen({-0.5, -0.5})), to_imgui(view.to_screen({right, -0.5})),
            to_imgui(view.to_screen({right, bottom})), to_imgui(view.to_screen({-0.5, bottom}))};
}

void draw_texture(ImDrawList* draw, const Texture& texture, const std::array<ImVec2, 4>& corners,
                  double opacity = 1) {
    draw->AddImageQuad(texture.id(), corners[0], corners[1], corners[2], corners[3], {0, 0}, {1, 0}, {1, 1},
                       {0, 1}, IM_COL32(255, 255, 255, static_cast<int>(std::lround(255 * opacity))));
}

// The original's texture turned on the graphics card by the exact map: what the slider shows at once.
void draw_turned(ImDrawList* draw, const Texture& texture, palette::Colour fill, const Scene& scene) {
    const CanvasView& view = scene.views[1];
    const auto canvas = corners_of(view, scene.canvases.sizes[1]);
    draw->AddRectFilled(canvas[0], canvas[2], siftscope::to_imgui(fill));
    const double right = scene.picture.width - 0.5;
    const double bottom = scene.picture.height - 0.5;
    const auto place = [&](double x, double y) {
        return to_imgui(view.to_screen(scene.rotation->to_rotated({x, y})));
    };
    draw->PushClipRect(canvas[0], canvas[2], true);
    draw_texture(draw, texture,
                 {place(-0.5, -0.5), place(right, -0.5), place(right, bottom), place(-0.5, bottom)});
    draw->PopClipRect();
}

// The rotated picture turned back over the original, to compare the two.
void draw_turned_back(ImDrawList* draw, const Texture& texture, const Scene& scene, double opacity) {
    const double right = scene.canvases.sizes[1].width - 0.5;
    const double bottom = scene.canvases.sizes[1].height - 0.5;
    const auto place = [&](double x, double y) {
        return to_imgui(scene.views[0].to_screen(scene.rotation->to_source({x, y})));
    };
    const auto canvas = corners_of(scene.views[0], scene.canvases.sizes[0]);
    draw->PushClipRect(canvas[0], canvas[2], true);
    draw_texture(draw, texture,
                 {place(-0.5, -0.5), place(right, -0.5), place(right, bottom), place(-0.5, bottom)}, opacity);
    draw->PopClipRect();
}

void draw_pictures(Frame& frame, CanvasGraphics& graphics, const Scene& scene) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    Texture& original = graphics.picture(frame.state.picture, scene.views[0].zoom);
    original.set_sharp(scene.views[0].zoom >= 4);
    const double rotated_zoom = scene.views[scene.overlay ? 0 : 1].zoom;
    Texture* rotated = scene.exact ? &graphics.rotated(frame.state.second, rotated_zoom) : nullptr;
    if (rotated != nullptr) rotated->set_sharp(scene.views[1].zoom >= 4);
    const bool blink = rotated != nullptr && scene.rotation && frame.ui.shortcuts.held(GLFW_KEY_B);
    const std::size_t shown = scene.overlay ? 1 : 2;
    for (std::size_t i = 0; i < shown; ++i) {
        const Rect& area = scene.views[i].area;
        draw->AddRectFilled({area.x, area.y}, {area.x + area.width, area.y + area.height},
                            frame.ui.palette.canvas, frame.px(6));
        draw->PushClipRect({area.x, area.y}, {area.x + area.width, area.y + area.height}, true);
        if (i == 0) {
            draw_texture(draw, original, corners_of(scene.views[0], scene.canvases.sizes[0]));
            const auto error = blink ? nullptr : shown_error(frame.state);
            if (error)
                draw_texture(draw, graphics.error_map(error, scene.views[0].zoom),
                             corners_of(scene.views[0], scene.canvases.sizes[0]));
            const double opacity = error           ? 0
                                   : blink         ? 1
                                   : scene.overlay ? frame.state.view.overlay_opacity
                                                   : 0;
            if (opacity > 0 && rotated != nullptr) draw_turned_back(draw, *rotated, scene, opacity);
        } else if (rotated != nullptr) {
            draw_texture(draw, *rotated, corners_of(scene.views[1], scene.canvases.sizes[1]));
        } else if (scene.rotation) {
            draw_turned(draw, original, graphics.mean_grey(), scene);
        }
        draw->PopClipRect();
    }
}

void draw_bulk(Frame& frame, CanvasGraphics& graphics, const OverlayScene& scene) {
    const Rect area = overlay_area(scene.canvases);
    const Texture& texture = graphics.overlay(scene, area);
    const int strength = is_current(frame.state) ? 255 : 110;  // old matches are dimmed
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddCallback(blend_premultiplied, nullptr);
    draw->AddImage(texture.id(), {area.x, area.y}, {area.x + area.width, area.y + area.height}, {0, 0},
                   {1, 1}, IM_COL32(strength, strength, strength, strength));
    draw->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

// Wheel, drag and click on one canvas.
void handle_pointer(Frame& frame, const Scene& scene, int which, const Pick& under_pointer) {
    const ImGuiIO& io = ImGui::GetIO();
    const ScreenPoint pointer{io.MousePos.x, io.MousePos.y};
    const ViewState& view = frame.state.view;
    if (ImGui::IsItemHovered() && io.MouseWheel != 0)
        frame.ask(SetView{zoomed(scene.canvases, view, which, pointer, std::pow(wheel_step, io.MouseWheel))});
    const float threshold = frame.px(drag_threshold);
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, threshold) &&
        (io.MouseDelta.x != 0 || io.MouseDelta.y != 0))
        frame.ask(SetView{panned(scene.canvases, view, which, io.MouseDelta.x, io.MouseDelta.y)});
    const ImVec2 dragged = ImGui::GetMouseDragDelta(0, 0);
    const bool still = std::hypot(dragged.x, dragged.y) < threshold;
    if (ImGui::IsItemDeactivated() && still) frame.ask(Isolate{under_pointer});
    if (ImGui::IsItemActive() && !view.fit) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void canvas_caption(Frame& frame, const Scene& scene, int which) {
    const AppState& state = frame.state;
    const Rect& area = scene.views[static_cast<std::size_t>(which)].area;
    const float width = scene.overlay ? area.width / 2 : area.width;
    const ImVec2 corner{area.x + (scene.overlay && which == 1 ? width : 0),
                        area.y - frame.px(caption_height)};
    std::string text;
    if (which == 0) {
        text = state.picture->path.filename().string() + "   " + std::to_string(state.picture->width) +
               " \u00d7 " + std::to_string(state.picture->height);
    } else if (!scene.rotation) {
        text = state.other->path.filename().string() + "   " + std::to_string(state.other->width) +
               " \u00d7 " + std::to_string(state.other->height) + "   true map unknown";
    } else {
        text = "rotated by " + shortest_text(state.settings.angle) + "\u00b0   " +
               std::to_string(scene.rotation->width) + " \u00d7 " + std::to_string(scene.rotation->height);
        if (scene.rotation->lossless) text += "   lossless";
        if (const std::string words = joined(distortion_words(state.settings.distortion)); !words.empty())
            text += "   " + words;
        if (scene.overlay)
            text += state.view.error_map ? "   turned back, less the original" : "   turned back";
    }
    ImGui::PushFont(frame.ui.fonts->small);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float line = ImGui::GetTextLineHeight();
    float end = corner.x + width;
    if (which == 1 && state.updating) {
        const char* updating = state.preview ? "preview, updating\u2026" : "updating\u2026";
        end -= ImGui::CalcTextSize(updating).x;
        draw->AddText({end, corner.y}, frame.ui.palette.warning, updating);
    }
    draw->PushClipRect({corner.x, corner.y}, {end - frame.px(4), corner.y + line}, true);
    draw->AddText(corner, frame.ui.palette.text_dim, text.c_str());
    draw->PopClipRect();
    ImGui::PopFont();
}

}  // namespace

CanvasPointer canvases(Frame& frame, CanvasGraphics& graphics) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const std::array<Rect, 2> areas = canvas_areas(frame, layout_of(frame.state), corner, room);
    const Scene scene = scene_of(frame.state, areas);
    for (int which : {0, 1}) canvas_caption(frame, scene, which);
    draw_pictures(frame, graphics, scene);
    if (frame.zoom_factor != 1)
        frame.ask(SetView{zoomed(scene.canvases, frame.state.view, 0, areas[0].centre(),
                                 std::exchange(frame.zoom_factor, 1))});

    const AppState& state = frame.state;
    std::optional<OverlayScene> overlay;
    bool in_place = false;  // the keypoints are of the picture as it is turned now
    // What is isolated is a part of the result.
    const auto& match = state.isolated ? state.result : shown_match(state);
    if (match) {
        const auto& found = match->second->rotation;
        in_place = found == scene.rotation;
        Turn turn;
        if (found && scene.rotation)
            turn = turn_between(
                *found, scene.overlay ? sift::rotation_about_centre(scene.picture.width, scene.picture.height,
                                                                    0, sift::Canvas::keep)
                                      : *scene.rotation);
        overlay = overlay_scene(match, scene.views, turn, state.view, frame.ui.scale,
                                !in_place || frame.state.view_dragged);
        if (const RejectedResult* rejected = shown_rejected(state)) overlay->rejected = rejected->candidates;
        if (!state.isolated) draw_bulk(frame, graphics, *overlay);
    }

    // Places can be pointed at only where they were found; on an overlay those of the original.
    const bool can_pick = in_place && match == state.result;
    std::array<CanvasView, 2> pickable = scene.views;
    if (scene.overlay) pickable[1].area = {};
    Pick hovered;
    bool dragging = false;
    for (int which : {0, 1}) {
        const auto i = static_cast<std::size_t>(which);
        const CanvasView view = scene.views[i];
        if (scene.overlay && which == 1) {
            frame.ui.widgets.note_plane("canvas_rotated", areas[i],
                                        [view, rotation = *scene.rotation](double x, double y) {
                                            return view.to_screen(rotation.to_source({x, y}));
                                        });
            break;
        }
        ImGui::SetCursorScreenPos({areas[i].x, areas[i].y});
        const char* name = which == 0 ? "canvas_source" : "canvas_rotated";
        ImGui::InvisibleButton(name, {areas[i].width, areas[i].height});
        frame.ui.widgets.note_plane(name, areas[i], [view](double x, double y) {
            return view.to_screen({x, y});
        });
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        Pick under_pointer;
        if (can_pick && ImGui::IsItemHovered())
            under_pointer = pick_at(*state.result, pickable, state.view, {mouse.x, mouse.y},
                                    static_cast<double>(frame.px(match_pick_reach)));
        if (which == 1 || !region_grip(frame, view, scene.picture))
            handle_pointer(frame, scene, which, under_pointer);
        if (under_pointer) hovered = under_pointer;
        dragging |= ImGui::IsItemActive() && ImGui::IsMouseDragging(0, frame.px(drag_threshold));
    }
    if (const auto error = shown_error(state)) error_map_legend(frame, *error, areas[0]);
    if (overlay && match == state.result) {
        if (state.isolated) draw_pick(frame, *overlay, state.isolated, false);
        if (const auto told = told_match(state); told && state.view.insight == Insight::match)
            draw_match_story(frame, *overlay, *told);
        if (hovered && hovered != state.isolated && !ImGui::IsMouseDown(0)) {
            draw_pick(frame, *overlay, hovered, true);
            pick_tooltip(frame, *state.result, hovered);
        } else if (const Pick row = state.match_table->hovered; row && row != state.isolated) {
            draw_pick(frame, *overlay, row, true);
        }
    }
    return {hovered, dragging};
}

}  // namespace siftscope
