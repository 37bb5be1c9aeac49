#include "app/views/threshold_view.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/model/format_number.h"
#include "app/model/threshold_curve.h"
#include "app/views/controls.h"
#include "app/views/plot_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr std::size_t histogram_bins = 60;
constexpr double label_room = 44;  // left of both plots: they share the threshold's axis

double threshold_in(const Settings& settings, const ThresholdCurve& curve) {
    if (curve.criterion == Criterion::ratio) return settings.match.ratio;
    const double all = curve.points.empty() ? 1 : curve.points.back().value;
    return settings.match.max_distance.value_or(all);
}

void set_threshold(Settings& settings, Criterion criterion, double value) {
    if (criterion == Criterion::ratio)
        settings.match.ratio = std::clamp(value, 0.01, 1.0);
    else
        settings.match.max_distance = std::max(0.0, value);
}

plot::Axis threshold_axis(const ThresholdCurve& curve) {
    if (curve.criterion == Criterion::ratio) return plot::linear_axis("", 0, 1, 10);
    return plot::linear_axis("", 0, curve.points.empty() ? 1 : curve.points.back().value, 10);
}

// The curve as steps, while they can be seen: between two values nothing changes.
std::vector<PlotPoint> steps(const ThresholdCurve& curve, bool recall) {
    std::vector<PlotPoint> line;
    double before = 0;
    const bool few = curve.points.size() < 200;
    for (const ThresholdPoint& point : curve.points) {
        const double value = recall ? point.recall.value_or(0) : point.precision;
        if (!line.empty() && few) line.push_back({point.value, before});
        line.push_back({point.value, value});
        before = value;
    }
    return line;
}

void draw_histogram(Frame& frame, const MatchResult& result, const ThresholdCurve& curve, ImVec2 size) {
    const auto histogram = value_histogram(result, curve.criterion, histogram_bins);
    if (!histogram) return;
    plot::Axis x = threshold_axis(curve);
    std::size_t tallest = 1;
    for (std::size_t i = 0; i < histogram_bins; ++i)
        tallest = std::max(tallest, histogram->right[i] + histogram->wrong[i]);
    plot::Axis y{"", plot::Scale::linear, 0, static_cast<double>(tallest), {}};
    y.ticks.push_back({static_cast<double>(tallest), std::to_string(tallest)});
    x.title = curve.criterion == Criterion::ratio ? "ratio d\u2081 / d\u2082" : "distance d\u2081";
    const PlotPlace place = plot_view(frame, "plot_threshold_histogram", x, y, size, frame.px(label_room));
    explain("Putative matches by value: right ones below, wrong ones on top.");
    const double step = histogram->high / static_cast<double>(histogram_bins);
    for (std::size_t i = 0; i < histogram_bins; ++i) {
        const double from = static_cast<double>(i) * step;
        const auto right = static_cast<double>(histogram->right[i]);
        const auto wrong = static_cast<double>(histogram->wrong[i]);
        plot_bar(place, from, from + step, 0, right, frame.ui.palette.good);
        plot_bar(place, from, from + step, right, right + wrong, frame.ui.palette.bad);
    }
    plot_marker(frame, place, threshold_in(frame.state.settings, curve), frame.ui.palette.text, false);
}

void plots(Frame& frame, const MatchResult& result, const ThresholdCurve& curve, Settings& settings,
           ImVec2 size) {
    plot::Axis x = threshold_axis(curve);
    x.title.clear();
    const std::vector<plot::Tick> ticks = std::exchange(x.ticks, {});
    for (const plot::Tick& tick : ticks) x.ticks.push_back({tick.value, ""});
    plot::Axis y{"", plot::Scale::linear, 0, 1, {{0, "0"}, {0.5, "50 %"}, {1, "100 %"}}};
    const float upper = std::floor(size.y * 0.58F);
    const PlotPlace place = plot_view(frame, "plot_threshold", x, y, {size.x, upper}, frame.px(label_room));
    if (const auto value = dragged_x(place)) {
        const double fine = curve.criterion == Criterion::ratio ? 1000 : 1;
        set_threshold(settings, curve.criterion, std::round(*value * fine) / fine);
    }
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    plot_line(frame, place, steps(curve, true), frame.ui.palette.series_2);
    plot_line(frame, place, steps(curve, false), frame.ui.palette.series_1);
    plot_marker(frame, place, threshold_in(settings, curve), frame.ui.palette.text, true);
    draw_histogram(frame, result, curve, {size.x, size.y - upper - ImGui::GetStyle().ItemSpacing.y});
}

void key(Frame& frame, const char* label, const std::string& value, ImU32 colour) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float middle = corner.y + ImGui::GetTextLineHeight() / 2;
    ImGui::GetWindowDrawList()->AddLine({corner.x, middle}, {corner.x + frame.px(16), middle}, colour,
                                        frame.px(2.4));
    ImGui::Dummy({frame.px(18), 1});
    ImGui::SameLine();
    ImGui::Text("%s %s", label, value.c_str());
}

void reading(Frame& frame, const ThresholdCurve& curve, Settings& settings) {
    const ThresholdPoint* point = curve.at(threshold_in(settings, curve));
    key(frame, "Precision",
        per_cent_or(point != nullptr ? std::optional(point->precision) : std::nullopt, 1, "\u2013"),
        frame.ui.palette.series_1);
    explain("Right / kept, were the threshold there.");
    key(frame, "Recall", per_cent_or(point != nullptr ? point->recall : std::nullopt, 1, "\u2013"),
        frame.ui.palette.series_2);
    explain("Right / findable, were the threshold there.");
    const std::string kept = point != nullptr ? std::to_string(point->right) + " of " +
                                                    std::to_string(point->kept) + " kept are right"
                                              : "nothing is kept";
    caption(frame, kept.c_str());
    const auto suggest = [&](const char* name, const char* label, const char* tooltip,
                             std::optional<double> threshold) {
        ImGui::BeginDisabled(!threshold);
        if (ImGui::Button(label, {ImGui::GetContentRegionAvail().x, 0}))
            set_threshold(settings, curve.criterion, *threshold);
        frame.ui.widgets.note_item(name);
        ImGui::EndDisabled();
        explain(tooltip);
    };
    suggest("best_f1", "Best F1", "The threshold with the largest harmonic mean of precision and recall.",
            curve.best_f1());
    suggest("precision_99", "Precision \u2265 99 %",
            "The highest threshold that keeps at least 99 right ones in 100.", curve.for_precision(0.99));
}

}  // namespace

void threshold_view(Frame& frame) {
    const MatchResult* result = frame.state.result.get();
    Settings settings = frame.state.settings;
    ViewState view = frame.state.view;
    const auto curve = result != nullptr ? threshold_curve(*result, view.criterion) : std::nullopt;
    if (!curve || curve->points.empty()) {
        caption(frame, curve ? "No match has a second candidate: there is no threshold to choose."
                             : "The truth is not known: right and wrong cannot be told.");
        return;
    }
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float side = std::min(frame.px(190), room.x * 0.4F);
    const float gap = frame.px(10);
    ImGui::BeginGroup();
    plots(frame, *result, *curve, settings, {room.x - side - gap, room.y - frame.px(10)});
    ImGui::EndGroup();
    ImGui::SameLine(0, gap);
    ImGui::BeginGroup();
    const bool ratio = view.criterion == Criterion::ratio;
    const float half = (side - frame.px(6)) / 2;
    const auto choice = [&](const char* name, const char* label, Criterion criterion, bool on) {
        ImGui::PushStyleColor(ImGuiCol_Text, on ? frame.ui.palette.accent : frame.ui.palette.text_dim);
        if (ImGui::Button(label, {half, 0})) view.criterion = criterion;
        ImGui::PopStyleColor();
        frame.ui.widgets.note_checkbox(name, on);
    };
    choice("by_ratio", "Ratio", Criterion::ratio, ratio);
    explain("Curves against the ratio test.");
    ImGui::SameLine(0, frame.px(6));
    choice("by_distance", "Distance", Criterion::distance, !ratio);
    explain("Curves against the largest distance, for the ratio as it is.");
    reading(frame, *curve, settings);
    ImGui::EndGroup();
    if (settings != frame.state.settings) frame.ask(SetSettings{settings});
    if (view != frame.state.view) frame.ask(SetView{view});
}

}  // namespace siftscope
