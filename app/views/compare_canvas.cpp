#include "app/views/compare_canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/drawing/palette.h"
#include "app/views/canvas_basics.h"
#include "app/views/compare_commands.h"
#include "app/views/compare_marks.h"
#include "app/views/picture_choice.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double mark_reach = 10;    // units of design: a click within this chooses a mark
constexpr double shown_sigmas = 30;  // of a chosen keypoint, across the canvas
constexpr double least_shown = 40;   // pixels of the picture across the canvas

// Circle of radius sigma with its orientation; OpenCV's with a dashed circle.
void draw_oriented(ImDrawList* draw, const Frame& frame, const CanvasView& view, const sift::Keypoint& k,
                   CompareSide side) {
    const ImVec2 centre = to_imgui(view.to_screen({k.x, k.y}));
    const auto radius = std::max(static_cast<float>(k.size / 2 * view.zoom), frame.px(6));
    const double a = k.angle * std::numbers::pi / 180;
    const ImVec2 tip{centre.x + radius * static_cast<float>(std::cos(a)),
                     centre.y + radius * static_cast<float>(std::sin(a))};
    constexpr int dashes = 14;
    for (const bool rim : {true, false}) {
        const palette::Colour own = side == CompareSide::ours ? palette::selected : palette::ink;
        const ImU32 ink = rim ? to_imgui(palette::halo, 0.8) : to_imgui(own);
        const float width = frame.px(rim ? 4.5 : 2);
        draw->AddLine(centre, tip, ink, width);
        if (side == CompareSide::ours) {
            draw->AddCircle(centre, radius, ink, 0, width);
            continue;
        }
        for (int i = 0; i < dashes; ++i) {
            const float from = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / dashes;
            draw->PathArcTo(centre, radius, from, from + std::numbers::pi_v<float> / dashes, 6);
            draw->PathStroke(ink, 0, width);
        }
    }
}

void draw_chosen(const Frame& frame, const CanvasView& view) {
    const CompareScreen& screen = frame.state.compare;
    if (!screen.selected) return;
    const ComparedKeypoint& row = screen.table->comparison.rows[*screen.selected];
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const CompareSide other = row.side() == CompareSide::ours ? CompareSide::opencv : CompareSide::ours;
    if (const sift::Keypoint* partner = row.partner(*screen.table->compared))
        draw_oriented(draw, frame, view, *partner, other);
    draw_oriented(draw, frame, view, row.keypoint(*screen.table->compared), row.side());
}

std::optional<std::size_t> row_at(const Frame& frame, const CompareScene& scene, ScreenPoint pointer) {
    std::optional<std::size_t> nearest;
    double best = static_cast<double>(frame.px(mark_reach));
    for (const std::size_t row : frame.state.compare.order) {
        const ScreenPoint centre = placed_mark(scene, row).centre;
        const double distance =
            std::hypot(static_cast<double>(centre.x - pointer.x), static_cast<double>(centre.y - pointer.y));
        if (distance >= best) continue;
        best = distance;
        nearest = row;
    }
    return nearest;
}

}  // namespace

void choose_row(const AppState& state, std::size_t row, const Rect& area, CompareChoice& choice) {
    const auto picture = chosen_picture(state, choice.picture);
    if (!picture) return;
    choice.selected = selection_of(*state.compare.table, row);
    const sift::Keypoint& keypoint = choice.selected->keypoint;
    choice.view =
        looking_at({keypoint.x, keypoint.y}, std::max(shown_sigmas * keypoint.size / 2, least_shown), area,
                   {picture->width, picture->height});
}

void compare_canvas(Frame& frame, CanvasGraphics& pictures, CompareGraphics& graphics, const Rect& area,
                    CompareChoice& choice) {
    const AppState& state = frame.state;
    const auto picture = chosen_picture(state, choice.picture);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 corner{area.x, area.y};
    const ImVec2 end{area.x + area.width, area.y + area.height};
    draw->AddRectFilled(corner, end, frame.ui.palette.canvas, frame.px(4));
    if (!picture) return;
    const PictureSize size{picture->width, picture->height};
    const CanvasView view = canvas_view(choice.view, area, size);
    const CompareScene scene{state.compare.table, choice.rows.classes, view, frame.ui.scale};
    const bool has_marks = state.compare.table && state.compare.answer->request.picture == picture;

    draw->PushClipRect(corner, end, true);
    const Texture& texture = chosen_texture(pictures, state, choice.picture);
    draw->AddImage(texture.id(), to_imgui(view.to_screen({-0.5, -0.5})),
                   to_imgui(view.to_screen({size.width - 0.5, size.height - 0.5})));
    if (has_marks) {
        draw->AddCallback(blend_premultiplied, nullptr);
        const Texture& marks = graphics.overlay(scene);
        draw->AddImage(
            marks.id(), corner,
            {corner.x + static_cast<float>(marks.width()), corner.y + static_cast<float>(marks.height())});
        draw->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
        draw_chosen(frame, view);
    }
    draw->PopClipRect();

    chosen_canvas_button(frame, choice.picture, view);
    const ScreenPoint middle =
        choice.selected
            ? area.clamp(view.to_screen({choice.selected->keypoint.x, choice.selected->keypoint.y}))
            : area.centre();
    const auto clicked = follow_picture(frame, area, size, middle, choice.view);
    if (!clicked || !has_marks) return;
    const auto row = row_at(frame, scene, *clicked);
    choice.selected =
        row ? std::optional(selection_of(*state.compare.table, *row)) : std::optional<CompareSelection>();
}

}  // namespace siftscope
