#include "app/views/plot_view.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double label_height = 17;
constexpr double pad = 6;

float needed_width(Frame& frame, const plot::Axis& axis) {
    float widest = 0;
    for (const plot::Tick& tick : axis.ticks)
        widest = std::max(widest, ImGui::CalcTextSize(tick.label.c_str()).x);
    return widest + frame.px(pad);
}

void draw_grid(Frame& frame, const PlotPlace& place) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    const Rect& area = place.area;
    draw->AddRectFilled({area.x, area.y}, {area.x + area.width, area.y + area.height}, palette.canvas,
                        frame.px(4));
    for (const plot::Tick& tick : place.x.ticks) {
        const ScreenPoint p = place.at(tick.value, place.y.low);
        draw->AddLine({p.x, area.y}, {p.x, area.y + area.height}, palette.grid);
        const float width = ImGui::CalcTextSize(tick.label.c_str()).x;
        const float left = std::clamp(p.x - width / 2, area.x - width / 2, area.x + area.width - width);
        draw->AddText({left, area.y + area.height + frame.px(2)}, palette.text_dim, tick.label.c_str());
    }
    const float half_line = ImGui::GetTextLineHeight() / 2;
    for (const plot::Tick& tick : place.y.ticks) {
        const ScreenPoint p = place.at(place.x.low, tick.value);
        draw->AddLine({area.x, p.y}, {area.x + area.width, p.y}, palette.grid);
        const float width = ImGui::CalcTextSize(tick.label.c_str()).x;
        draw->AddText({area.x - width - frame.px(4), p.y - half_line}, palette.text_dim, tick.label.c_str());
    }
    if (!place.x.title.empty()) {
        const float width = ImGui::CalcTextSize(place.x.title.c_str()).x;
        draw->AddText({area.x + (area.width - width) / 2, area.y + area.height + frame.px(label_height)},
                      palette.text_dim, place.x.title.c_str());
    }
    if (!place.y.title.empty())
        draw->AddText({area.x + frame.px(6), area.y + frame.px(3)}, palette.text_dim, place.y.title.c_str());
}

}  // namespace

ScreenPoint PlotPlace::at(double x_value, double y_value) const {
    return {area.x + area.width * static_cast<float>(x.share(x_value)),
            area.y + area.height * static_cast<float>(1 - y.share(y_value))};
}

double PlotPlace::x_value(float screen_x) const {
    return x.value_at(static_cast<double>((screen_x - area.x) / std::max(area.width, 1.0F)));
}

PlotPlace plot_view(Frame& frame, const char* name, const plot::Axis& x, const plot::Axis& y, ImVec2 size,
                    float label_width) {
    ImGui::PushFont(frame.ui.fonts->small);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float left = label_width > 0 ? label_width : needed_width(frame, y);
    const float below = frame.px(x.ticks.empty() ? 2 : x.title.empty() ? label_height : 2 * label_height);
    const float above = ImGui::GetTextLineHeight() / 2;
    PlotPlace place{{corner.x + left, corner.y + above, std::max(size.x - left - frame.px(pad), 1.0F),
                     std::max(size.y - above - below, 1.0F)},
                    x,
                    y};
    draw_grid(frame, place);
    ImGui::PopFont();
    ImGui::Dummy(size);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({place.area.x, place.area.y});
    ImGui::InvisibleButton(name, {place.area.width, place.area.height});
    frame.ui.widgets.note_plane(name, place.area, [place](double px, double py) { return place.at(px, py); });
    ImGui::SetCursorScreenPos(after);
    return place;
}

void plot_line(Frame& frame, const PlotPlace& place, std::span<const PlotPoint> points, ImU32 colour,
               double width) {
    std::vector<ImVec2> line;
    line.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const ScreenPoint p = place.at(points[i].x, points[i].y);
        // What is less than a pixel from the last corner would only roughen the line.
        const bool near =
            !line.empty() && std::abs(p.x - line.back().x) < 1 && std::abs(p.y - line.back().y) < 1;
        if (!near || i + 1 == points.size()) line.push_back({p.x, p.y});
    }
    if (line.size() > 1)
        ImGui::GetWindowDrawList()->AddPolyline(line.data(), static_cast<int>(line.size()), colour, 0,
                                                frame.px(width));
}

void plot_bar(const PlotPlace& place, double from, double to, double low, double high, ImU32 colour) {
    const ScreenPoint a = place.at(from, high);
    const ScreenPoint b = place.at(to, low);
    if (b.y > a.y) ImGui::GetWindowDrawList()->AddRectFilled({a.x + 0.5F, a.y}, {b.x - 0.5F, b.y}, colour);
}

void plot_marker(Frame& frame, const PlotPlace& place, double x, ImU32 colour, bool knob) {
    const ScreenPoint p = place.at(x, place.y.high);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddLine({p.x, place.area.y}, {p.x, place.area.y + place.area.height}, colour, frame.px(1.6));
    if (knob) draw->AddCircleFilled({p.x, place.area.y}, frame.px(6), colour);
}

std::optional<double> dragged_x(const PlotPlace& place) {
    if (!ImGui::IsItemActive()) return std::nullopt;
    return place.x_value(ImGui::GetIO().MousePos.x);
}

}  // namespace siftscope
