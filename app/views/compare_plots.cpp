#include "app/views/compare_plots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/views/controls.h"
#include "app/views/plot_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

struct ComparePlot {
    const char* name;
    const char* title;
    const char* tooltip;
};

constexpr std::array<ComparePlot, 4> plots_of_differences{{
    {"plot_compare_position", "position, px",
     "How far each keypoint lies from its nearest counterpart, pixels, whatever the tolerances: at most 2 "
     "px, "
     "half as large again. Both axes begin where nothing differs. The line is the tolerance: drag it."},
    {"plot_compare_size", "size, %",
     "By how many percent the sizes of both differ. The line is the tolerance: drag it."},
    {"plot_compare_angle", "angle, \u00b0",
     "By how many degrees the orientations of both differ. The line is the tolerance: drag it."},
    {"plot_compare_descriptor", "descriptor",
     "Euclidean distance of both descriptors, 128 bytes: the first bar holds what is identical or differs by "
     "1."},
}};

/// Two digits: what a hand can place.
double two_digits(double value) {
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / unit) * unit;
}

void compare_plot(Frame& frame, std::size_t i, ImVec2 size, double* limit) {
    const ComparePlot& shown = plots_of_differences[i];
    const DifferenceHistogram& histogram = frame.state.compare.histograms[i];
    const float least_tick = 46;
    plot::Axis x = plot::log_axis(shown.title, histogram.low, histogram.high,
                                  std::max(2, static_cast<int>(size.x / frame.px(least_tick))));
    const std::size_t tallest =
        histogram.bins.empty()
            ? 1
            : std::max<std::size_t>(1, *std::max_element(histogram.bins.begin(), histogram.bins.end()));
    // The square root shows the few that differ beside the many that do not.
    plot::Axis y{"", plot::Scale::linear, 0, std::sqrt(static_cast<double>(tallest)), {}};
    y.ticks.push_back({y.high, std::to_string(tallest)});
    const PlotPlace place = plot_view(frame, shown.name, x, y, size, frame.px(34));
    explain((std::string(shown.tooltip) + " Heights are square roots of counts.").c_str());
    if (limit != nullptr) {
        if (const auto dragged = dragged_x(place)) *limit = two_digits(*dragged);
        if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    for (std::size_t bin = 0; bin < histogram.bins.size(); ++bin)
        plot_bar(place, histogram.edge(bin), histogram.edge(bin + 1), 0,
                 std::sqrt(static_cast<double>(histogram.bins[bin])), frame.ui.palette.series_1);
    if (limit != nullptr) plot_marker(frame, place, *limit, frame.ui.palette.text, true);
}

}  // namespace

void compare_plots(Frame& frame, int columns, ImVec2 size, AgreementTolerance& tolerance) {
    const float gap = frame.px(8);
    const auto count = static_cast<float>(columns);
    const int rows = static_cast<int>(plots_of_differences.size()) / columns;
    const ImVec2 each{std::floor((size.x - gap * (count - 1)) / count),
                      std::floor(size.y / static_cast<float>(rows))};
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    double percent = 100 * tolerance.size;
    const double percent_before = percent;
    const std::array<double*, 4> limits{&tolerance.pixels, &percent, &tolerance.degrees, nullptr};
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns);
        const auto row = static_cast<float>(static_cast<int>(i) / columns);
        ImGui::SetCursorScreenPos({corner.x + column * (each.x + gap), corner.y + row * each.y});
        compare_plot(frame, i, each, limits[i]);
    }
    if (percent != percent_before) tolerance.size = percent / 100;
}

}  // namespace siftscope
