#include "app/views/picture_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/model/view_state.h"
#include "app/views/canvas_basics.h"
#include "app/views/frame.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

CanvasView canvas_view(const SinglePictureView& view, const Rect& area, PictureSize size) {
    const double fitting = std::min(static_cast<double>(area.width) / size.width,
                                    static_cast<double>(area.height) / size.height);
    if (view.fit) return {area, {(size.width - 1) / 2.0, (size.height - 1) / 2.0}, fitting};
    return {area, view.centre, view.zoom};
}

SinglePictureView zoomed_about(const SinglePictureView& view, const Rect& area, PictureSize size,
                               ScreenPoint cursor, double factor) {
    const CanvasView shown = canvas_view(view, area, size);
    const sift::Point fixed = shown.to_picture(cursor);
    SinglePictureView zoomed = view;
    zoomed.zoom = std::min(shown.zoom * factor, largest_zoom);
    zoomed.fit = zoomed.zoom <= canvas_view({}, area, size).zoom;
    const ScreenPoint middle = area.centre();
    zoomed.centre = {fixed.x - static_cast<double>(cursor.x - middle.x) / zoomed.zoom,
                     fixed.y - static_cast<double>(cursor.y - middle.y) / zoomed.zoom};
    return zoomed;
}

SinglePictureView looking_at(sift::Point centre, double length, const Rect& area, PictureSize size) {
    const double wanted = static_cast<double>(std::min(area.width, area.height)) / length;
    const double fitting = canvas_view({}, area, size).zoom;
    return {wanted <= fitting, std::min(wanted, largest_zoom), centre};
}

std::optional<ScreenPoint> follow_picture(Frame& frame, const Rect& area, PictureSize size,
                                          ScreenPoint middle, SinglePictureView& view) {
    const ImGuiIO& io = ImGui::GetIO();
    const ScreenPoint pointer{io.MousePos.x, io.MousePos.y};
    const CanvasView shown = canvas_view(view, area, size);
    if (ImGui::IsItemHovered() && io.MouseWheel != 0)
        view =
            zoomed_about(view, area, size, pointer, std::pow(wheel_step, static_cast<double>(io.MouseWheel)));
    const float threshold = frame.px(drag_threshold);
    const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, threshold) && moved && !view.fit) {
        view.centre.x -= static_cast<double>(io.MouseDelta.x) / shown.zoom;
        view.centre.y -= static_cast<double>(io.MouseDelta.y) / shown.zoom;
    }
    const ImVec2 dragged = ImGui::GetMouseDragDelta(0, 0);
    const bool clicked = ImGui::IsItemDeactivated() && std::hypot(dragged.x, dragged.y) < threshold;
    if (frame.zoom_factor != 1)
        view = zoomed_about(view, area, size, middle, std::exchange(frame.zoom_factor, 1));
    return clicked ? std::optional(pointer) : std::nullopt;
}

}  // namespace siftscope
