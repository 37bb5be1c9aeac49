#include "app/views/region_grip.h"

#include <algorithm>
#include <cmath>

#include "app/views/canvas_basics.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

// The edges that are held.
constexpr int grip_left = 1;
constexpr int grip_right = 2;
constexpr int grip_top = 4;
constexpr int grip_bottom = 8;

constexpr double grip_reach = 7;  // units of design

struct ScreenBox {
    ScreenPoint from, to;
};

ScreenBox box_of(const CanvasView& canvas, const Region& region) {
    return {canvas.to_screen({region.x - 0.5, region.y - 0.5}),
            canvas.to_screen({region.x + region.width - 0.5, region.y + region.height - 0.5})};
}

int edges_at(const ScreenBox& box, ImVec2 p, float reach) {
    const bool beside_x = p.x > box.from.x - reach && p.x < box.to.x + reach;
    const bool beside_y = p.y > box.from.y - reach && p.y < box.to.y + reach;
    if (!beside_x || !beside_y) return 0;
    const auto near = [&](float a, float b) { return std::abs(a - b) <= reach; };
    int edges = 0;
    if (near(p.x, box.to.x))
        edges |= grip_right;
    else if (near(p.x, box.from.x))
        edges |= grip_left;
    if (near(p.y, box.to.y))
        edges |= grip_bottom;
    else if (near(p.y, box.from.y))
        edges |= grip_top;
    return edges;
}

// The held edges go to the nearest borders between pixels; a pixel at least is left between two.
Region dragged_region(const Region& region, int edges, sift::Point p, const Picture& picture) {
    double left = region.x, top = region.y;
    double right = region.x + region.width, bottom = region.y + region.height;
    const double column = std::clamp(std::round(p.x + 0.5), 0.0, static_cast<double>(picture.width));
    const double row = std::clamp(std::round(p.y + 0.5), 0.0, static_cast<double>(picture.height));
    if ((edges & grip_left) != 0) left = std::min(column, right - 1);
    if ((edges & grip_right) != 0) right = std::max(column, left + 1);
    if ((edges & grip_top) != 0) top = std::min(row, bottom - 1);
    if ((edges & grip_bottom) != 0) bottom = std::max(row, top + 1);
    return {left, top, right - left, bottom - top};
}

void draw_region(Frame& frame, const CanvasView& canvas, const ScreenBox& box) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Rect& area = canvas.area;
    draw->PushClipRect({area.x, area.y}, {area.x + area.width, area.y + area.height}, true);
    const ImVec2 from{box.from.x, box.from.y}, to{box.to.x, box.to.y};
    draw->AddRect(from, to, to_imgui(palette::halo, 0.8), 0, 0, frame.px(4));
    draw->AddRect(from, to, to_imgui(palette::selected), 0, 0, frame.px(1.6));
    const float half = frame.px(3.5);
    for (const ImVec2 corner : {from, ImVec2{to.x, from.y}, to, ImVec2{from.x, to.y}})
        draw->AddRectFilled({corner.x - half, corner.y - half}, {corner.x + half, corner.y + half},
                            to_imgui(palette::selected));
    draw->PopClipRect();
}

}  // namespace

bool region_grip(Frame& frame, const CanvasView& canvas, const Picture& picture) {
    const auto& region = frame.state.settings.filter.region;
    int& held = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("region_grip"), 0);
    if (!region) {
        held = 0;
        return false;
    }
    const ScreenBox box = box_of(canvas, *region);
    draw_region(frame, canvas, box);
    const ImGuiIO& io = ImGui::GetIO();
    const int under = edges_at(box, io.MousePos, frame.px(grip_reach));
    if (ImGui::IsItemActivated()) held = edges_at(box, io.MouseClickedPos[0], frame.px(grip_reach));
    if (!ImGui::IsItemActive() && !ImGui::IsItemDeactivated()) held = 0;
    if (ImGui::IsItemHovered() && (held | under) != 0) {
        const int edges = held != 0 ? held : under;
        const bool across = (edges & (grip_left | grip_right)) != 0;
        const bool along = (edges & (grip_top | grip_bottom)) != 0;
        const bool falling = edges == (grip_left | grip_top) || edges == (grip_right | grip_bottom);
        ImGui::SetMouseCursor(across && along
                                  ? falling ? ImGuiMouseCursor_ResizeNWSE : ImGuiMouseCursor_ResizeNESW
                              : across ? ImGuiMouseCursor_ResizeEW
                                       : ImGuiMouseCursor_ResizeNS);
    }
    if (held == 0) return false;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, 1)) {
        Settings settings = frame.state.settings;
        settings.filter.region =
            dragged_region(*region, held, canvas.to_picture({io.MousePos.x, io.MousePos.y}), picture);
        if (settings != frame.state.settings) frame.ask(SetSettings{settings});
    }
    return true;
}

}  // namespace siftscope
