#include "app/views/orientation_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/format_number.h"
#include "app/views/controls.h"
#include "app/views/plot_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

double in_turn(double degrees) {
    const double wrapped = std::fmod(degrees, 360.0);
    return wrapped < 0 ? wrapped + 360 : wrapped;
}

void line_of(Frame& frame, const char* label, const std::string& value, ImU32 colour, const char* tooltip) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float middle = corner.y + ImGui::GetTextLineHeight() / 2;
    ImGui::GetWindowDrawList()->AddRectFilled({corner.x, middle - frame.px(4)},
                                              {corner.x + frame.px(8), middle + frame.px(4)}, colour);
    ImGui::Dummy({frame.px(10), 1});
    ImGui::SameLine();
    ImGui::Text("%s %s", label, value.c_str());
    explain(tooltip);
}

}  // namespace

void orientation_view(Frame& frame) {
    const MatchResult* result = frame.state.result.get();
    if (result == nullptr || !result->estimate) {
        caption(frame, "Fewer than three kept matches agree: there is no rotation to read off.");
        return;
    }
    const sift::RotationEstimate& estimate = *result->estimate;
    const std::vector<double>& bins = estimate.histogram;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float side = std::min(frame.px(230), room.x * 0.4F);
    const double tallest = bins.empty() ? 1 : std::max(1.0, *std::max_element(bins.begin(), bins.end()));
    // Counts from 1 to thousands: the square root shows the few that disagree.
    plot::Axis y{"matches (root scale)", plot::Scale::linear, 0, std::sqrt(tallest), {}};
    for (const double count : {1.0, 10.0, 100.0, 1000.0, 10000.0})
        if (count <= tallest) y.ticks.push_back({std::sqrt(count), fixed_text(count, 0)});
    const plot::Axis x =
        plot::degree_axis("orientation in the original less that of the partner, degrees", 0, 360, 12);
    const PlotPlace place =
        plot_view(frame, "plot_orientation", x, y, {room.x - side - frame.px(10), room.y - frame.px(10)});
    const double step = bins.empty() ? 1 : 360.0 / static_cast<double>(bins.size());
    for (std::size_t i = 0; i < bins.size(); ++i)
        plot_bar(place, static_cast<double>(i) * step, static_cast<double>(i + 1) * step, 0,
                 std::sqrt(bins[i]), frame.ui.palette.series_1);
    if (result->angle_true)
        plot_marker(frame, place, in_turn(*result->angle_true), frame.ui.palette.text, false);
    plot_marker(frame, place, in_turn(estimate.angle), frame.ui.palette.warning, false);
    ImGui::SameLine(0, frame.px(10));
    ImGui::BeginGroup();
    const auto degrees = [](double value, int decimals) { return fixed_text(value, decimals) + "\u00b0"; };
    line_of(frame, "Peak", degrees(estimate.peak, 2), frame.ui.palette.series_1,
            "Of the histogram of orientation differences.");
    line_of(frame, "Estimate", degrees(estimate.angle, 4), frame.ui.palette.warning,
            "A similarity fitted robustly to the positions of the matches near the peak.");
    caption(frame, ("\u00b1 " + degrees(estimate.uncertainty, 4) + ", " + std::to_string(estimate.inliers) +
                    " inliers")
                       .c_str());
    if (result->angle_true)
        line_of(frame, "Truth", degrees(in_turn(*result->angle_true), 2), frame.ui.palette.text,
                "By how much the picture was turned.");
    if (result->angle_error) ImGui::Text("Error %s\u00b0", signed_text(*result->angle_error, 4).c_str());
    if (result->angle_error && estimate.uncertainty > 0)
        caption(frame, (fixed_text(std::abs(*result->angle_error) / estimate.uncertainty, 1) +
                        " of its standard deviations")
                           .c_str());
    ImGui::EndGroup();
}

}  // namespace siftscope
