#include "app/window/widget_registry.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <utility>

#include <imgui_internal.h>

#include "app/window/imgui_compat.h"

namespace siftscope {

namespace {

Rect last_item_rect() {
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

/// The line on which ImGui's SliderBehavior moves the centre of the grab: 2 px of padding on both sides, and
/// the grab at least `GrabMinSize` wide, an integer's grab as wide as one step.
Rect imgui_grab_line(const Rect& frame, double v_min, double v_max, bool integer) {
    const float padding = 2.0F;
    const float width = frame.width - 2 * padding;
    float grab = ImGui::GetStyle().GrabMinSize;
    if (integer) grab = std::max(static_cast<float>(width / (v_max - v_min + 1)), grab);
    grab = std::min(grab, width);
    return {frame.x + padding + grab / 2, frame.y, width - grab, frame.height};
}

}  // namespace

ScreenPoint Widget::point_of_value(double v) const {
    const double t = v_max == v_min ? 0 : std::clamp((v - v_min) / (v_max - v_min), 0.0, 1.0);
    return {grab.x + static_cast<float>(t * grab.width), grab.y + grab.height / 2};
}

void WidgetRegistry::begin_frame() {
    widgets_.clear();
    folds_.clear();
    drawn_ = 0;
}

Widget& WidgetRegistry::put(std::string name, Rect rect, WidgetKind kind) {
    if (name == scroll_target_) {
        // A second call in the next frame would undo a scroll that has not settled yet.
        scroll_target_.clear();
        // Also in the regions around its own, where that lies partly out of view itself.
        ImGui::ScrollToRect(ImGui::GetCurrentWindow(),
                            ImRect(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height),
                            ImGuiScrollFlags_AlwaysCenterY);
    }
    const ScreenPoint c = rect.centre();
    Widget widget;
    widget.rect = rect;
    widget.kind = kind;
    widget.order = drawn_++;
    widget.in_view = ImGui::IsRectVisible({c.x - 1, c.y - 1}, {c.x + 1, c.y + 1});
    return widgets_.insert_or_assign(std::move(name), std::move(widget)).first->second;
}

void WidgetRegistry::note(std::string name, Rect screen_rect) {
    put(std::move(name), screen_rect, WidgetKind::plain);
}

void WidgetRegistry::note_item(std::string name) {
    put(std::move(name), last_item_rect(), WidgetKind::plain);
}

void WidgetRegistry::note_slider(std::string name, double value, double v_min, double v_max, bool integer) {
    const Rect rect = last_item_rect();
    note_value(std::move(name), value, v_min, v_max, rect, imgui_grab_line(rect, v_min, v_max, integer));
}

void WidgetRegistry::note_value(std::string name, double value, double v_min, double v_max, Rect screen_rect,
                                Rect grab) {
    Widget& widget = put(std::move(name), screen_rect, WidgetKind::slider);
    widget.value = number(value);
    widget.v_min = v_min;
    widget.v_max = v_max;
    widget.grab = grab;
}

void WidgetRegistry::note_checkbox(std::string name, bool checked) {
    put(std::move(name), last_item_rect(), WidgetKind::checkbox).value = checked ? "true" : "false";
}

void WidgetRegistry::note_text(std::string name, std::string value) {
    put(std::move(name), last_item_rect(), WidgetKind::text).value = std::move(value);
}

void WidgetRegistry::note_combo(std::string name, std::string current, std::vector<std::string> options) {
    Widget& widget = put(std::move(name), last_item_rect(), WidgetKind::combo);
    widget.value = std::move(current);
    widget.options = std::move(options);
}

void WidgetRegistry::note_option(std::string_view name, std::string_view option) {
    put(option_name(name, option), last_item_rect(), WidgetKind::plain);
}

void WidgetRegistry::note_plane(std::string name, Rect screen_rect,
                                std::function<ScreenPoint(double, double)> to_screen) {
    put(std::move(name), screen_rect, WidgetKind::plane).to_screen = std::move(to_screen);
}

void WidgetRegistry::note_fold(std::string name, bool open, std::vector<std::string> inside) {
    note_item(name);
    if (!open) folds_.push_back({std::move(name), std::move(inside)});
}

void WidgetRegistry::scroll_to(std::string name) {
    scroll_target_ = std::move(name);
}

const Widget* WidgetRegistry::find(std::string_view name) const {
    const auto found = widgets_.find(name);
    return found == widgets_.end() ? nullptr : &found->second;
}

std::optional<std::string> WidgetRegistry::fold_over(std::string_view name) const {
    for (const Fold& fold : folds_)
        if (std::find(fold.inside.begin(), fold.inside.end(), name) != fold.inside.end()) return fold.header;
    return std::nullopt;
}

std::vector<std::string> WidgetRegistry::nearest(std::string_view name, std::size_t count) const {
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const auto& [known, widget] : widgets_) {
        // A name that contains the other one is what was meant more often than one that is as long.
        const bool contains =
            known.find(name) != std::string::npos || name.find(known) != std::string_view::npos;
        ranked.emplace_back(contains ? 0 : edit_distance(name, known), known);
    }
    count = std::min(count, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(ranked[i].second);
    return names;
}

std::string WidgetRegistry::option_name(std::string_view combo, std::string_view option) {
    return std::string(combo) + ":" + std::string(option);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

}  // namespace siftscope
