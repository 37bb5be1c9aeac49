#include "app/views/residual_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "app/model/format_number.h"
#include "app/model/residuals.h"
#include "app/views/controls.h"
#include "app/views/plot_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr std::size_t most_points = 3000;

// Holds 99 of 100 residuals, so that a few far ones do not shrink the cloud to a dot.
double reach_of(const std::vector<Residual>& residuals) {
    std::vector<double> lengths;
    lengths.reserve(residuals.size());
    for (const Residual& residual : residuals)
        lengths.push_back(std::max(std::abs(residual.dx), std::abs(residual.dy)));
    const auto rank = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) * 99 / 100);
    std::nth_element(lengths.begin(), rank, lengths.end());
    return std::max(*rank * 1.05, 1e-3);
}

void draw_cloud(Frame& frame, const std::vector<Residual>& residuals,
                const std::optional<ResidualSpread>& spread, float side) {
    const double reach = reach_of(residuals);
    const plot::Axis axis = plot::linear_axis("", -reach, reach, 6);
    plot::Axis x = axis;
    x.title = "dx, px";
    plot::Axis y = axis;
    y.title = "dy, px";
    // The picture's y points down, and so does the plot's.
    std::swap(y.low, y.high);
    const PlotPlace place = plot_view(frame, "plot_residuals", x, y, {side * 1.12F, side});
    explain(
        "Partner less the place that the truth predicts, in pixels of the second picture; y points down as "
        "in the picture.");
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float r = frame.px(1);
    const ImU32 ink = (frame.ui.palette.good & 0x00FFFFFFU) | 0xA0000000U;
    const std::size_t stride = 1 + residuals.size() / most_points;
    for (std::size_t i = 0; i < residuals.size(); i += stride) {
        const ScreenPoint p = place.at(residuals[i].dx, residuals[i].dy);
        draw->AddRectFilled({p.x - r, p.y - r}, {p.x + r, p.y + r}, ink);
    }
    const ImU32 cross = frame.ui.palette.text_dim;
    const ScreenPoint origin = place.at(0, 0);
    draw->AddLine({place.area.x, origin.y}, {place.area.x + place.area.width, origin.y}, cross);
    draw->AddLine({origin.x, place.area.y}, {origin.x, place.area.y + place.area.height}, cross);
    if (!spread) return;
    constexpr int corners = 48;
    std::array<PlotPoint, corners + 1> ellipse;
    for (int i = 0; i <= corners; ++i) {
        const double t = 2 * std::numbers::pi * i / corners;
        const double a = spread->major * std::cos(t);
        const double b = spread->minor * std::sin(t);
        ellipse[static_cast<std::size_t>(i)] = {
            spread->mean_dx + a * std::cos(spread->angle) - b * std::sin(spread->angle),
            spread->mean_dy + a * std::sin(spread->angle) + b * std::cos(spread->angle)};
    }
    plot_line(frame, place, ellipse, frame.ui.palette.warning, 1.8);
    const ScreenPoint mean = place.at(spread->mean_dx, spread->mean_dy);
    const float arm = frame.px(6);
    draw->AddLine({mean.x - arm, mean.y}, {mean.x + arm, mean.y}, frame.ui.palette.warning, frame.px(2));
    draw->AddLine({mean.x, mean.y - arm}, {mean.x, mean.y + arm}, frame.ui.palette.warning, frame.px(2));
}

}  // namespace

void residual_view(Frame& frame) {
    const MatchResult* result = frame.state.result.get();
    const std::vector<Residual> residuals =
        result != nullptr ? right_residuals(*result) : std::vector<Residual>{};
    if (residuals.empty()) {
        caption(frame, result != nullptr && !result->verdicts
                           ? "The truth is not known: there is nothing to compare with."
                           : "There is no right match.");
        return;
    }
    const auto spread = residual_spread(residuals);
    const float side = ImGui::GetContentRegionAvail().y - frame.px(10);
    draw_cloud(frame, residuals, spread, side);
    ImGui::SameLine(0, frame.px(16));
    ImGui::BeginGroup();
    if (spread) {
        ImGui::Text("Mean  %s, %s px", signed_text(spread->mean_dx, 3).c_str(),
                    signed_text(spread->mean_dy, 3).c_str());
        ImGui::Text("One \u03c3  %s by %s px", fixed_text(spread->major, 3).c_str(),
                    fixed_text(spread->minor, 3).c_str());
        const double errors = spread->standard_errors.value_or(0);
        const double bias = std::hypot(spread->mean_dx, spread->mean_dy);
        ImGui::PushTextWrapPos(0);
        if (errors > 4 && bias > 0.02) {
            ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.warning);
            ImGui::Text("Biased: the mean is %s standard errors away from zero.",
                        fixed_text(errors, 0).c_str());
            ImGui::PopStyleColor();
        } else {
            ImGui::Text("No bias to speak of: %s px.", fixed_text(bias, 3).c_str());
        }
        ImGui::PopTextWrapPos();
    }
    ViewState view = frame.state.view;
    constexpr double magnification = 40;
    bool arrows = view.residual_arrows > 0;
    if (ImGui::Checkbox("Arrows \u00d7 40", &arrows)) view.residual_arrows = arrows ? magnification : 0;
    frame.ui.widgets.note_checkbox("residual_arrows", arrows);
    explain("In the second picture, from where each right match should be to where it is: 40 times as long.");
    ImGui::EndGroup();
    if (view != frame.state.view) frame.ask(SetView{view});
}

}  // namespace siftscope
