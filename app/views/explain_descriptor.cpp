#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/drawing/palette.h"
#include "app/model/descriptor_frame.h"
#include "app/model/format_number.h"
#include "app/views/canvas_basics.h"
#include "app/views/controls.h"
#include "app/views/descriptor_plot.h"
#include "app/views/explain_cards.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double clamp_share = 0.2;  // of the descriptor's length (Lowe 2004, section 6.1)
constexpr double peak_ratio = 0.8;   // of the highest peak (section 5)

ImVec2 on_screen(const CanvasView& view, sift::Point p) {
    return to_imgui(view.to_screen(p));
}

float largest_of(const std::array<float, 128>& shares) {
    return *std::max_element(shares.begin(), shares.end());
}

/// In each cell an arrow for each direction, as long as its share.
void rose(Frame& frame, const CanvasView& view, const DescriptorFrame& square,
          const std::array<float, 128>& shares) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const double reach = 0.48 * square.cell() / static_cast<double>(std::max(largest_of(shares), 1e-6F));
    for (const bool rim : {true, false}) {
        const ImU32 ink = to_imgui(rim ? palette::halo : palette::selected, rim ? 0.75 : 1);
        for (int i = 0; i <= 4; ++i) {
            const ImU32 lines = to_imgui(rim ? palette::halo : palette::ink, rim ? 0.5 : 0.8);
            const float width = frame.px(rim ? 2.4 : 1);
            draw->AddLine(on_screen(view, square.at(i - 2, -2)), on_screen(view, square.at(i - 2, 2)), lines,
                          width);
            draw->AddLine(on_screen(view, square.at(-2, i - 2)), on_screen(view, square.at(2, i - 2)), lines,
                          width);
        }
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column) {
                const sift::Point centre = square.cell_centre(row, column);
                for (int bin = 0; bin < 8; ++bin) {
                    const double length =
                        reach *
                        static_cast<double>(shares[static_cast<std::size_t>((row * 4 + column) * 8 + bin)]);
                    const sift::Point direction = square.direction(bin);
                    draw->AddLine(
                        on_screen(view, centre),
                        on_screen(view, {centre.x + length * direction.x, centre.y + length * direction.y}),
                        ink, frame.px(rim ? 3.4 : 1.6));
                }
            }
    }
}

/// The patch around the keypoint, with the cells turned by its orientation.
void magnified_patch(Frame& frame, const Explanation& story, const Texture& picture, PictureSize size,
                     float side) {
    const sift::Keypoint& keypoint = story.keypoints[story.chosen];
    const DescriptorFrame square(keypoint);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 end{corner.x + side, corner.y + side};
    // The square's diagonal fits, whatever its turn.
    const double shown = 4 * square.cell() * 1.42;
    const CanvasView view{
        {corner.x, corner.y, side, side}, {keypoint.x, keypoint.y}, static_cast<double>(side) / shown};
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->PushClipRect(corner, end, true);
    draw->AddRectFilled(corner, end, frame.ui.palette.canvas);
    draw->AddImage(picture.id(), on_screen(view, {-0.5, -0.5}),
                   on_screen(view, {size.width - 0.5, size.height - 0.5}));
    rose(frame, view, square, story.shares[story.chosen]);
    draw->PopClipRect();
    ImGui::Dummy({side, side});
    frame.ui.widgets.note("explain_patch", {corner.x, corner.y, side, side});
    explain(
        "The descriptor's 4 x 4 cells on the picture, turned by the orientation; in each the gradients' "
        "share in 8 directions (Lowe 2004, section 6).");
}

std::string bar_words(const Explanation& story, std::size_t i) {
    const double share = static_cast<double>(story.shares[story.chosen][i]);
    return bin_place(i) + ": " + fixed_text(share, 3) + " of the length" +
           (share > clamp_share ? ", cut at 0.2" : "") + ", as a byte " +
           std::to_string(story.descriptors[story.chosen][i]);
}

void bars(Frame& frame, const Explanation& story, ImVec2 size) {
    const std::array<float, 128>& shares = story.shares[story.chosen];
    const double most = std::max(1.15 * static_cast<double>(largest_of(shares)), 0.25);
    const plot::Axis x = descriptor_axis();
    const plot::Axis y{"", plot::Scale::linear, 0, most, {{0, "0"}, {clamp_share, "0.2"}}};
    const PlotPlace place = plot_view(frame, "plot_descriptor", x, y, size);
    const bool hovered = ImGui::IsItemHovered();
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto from = static_cast<double>(i);
        const auto share = static_cast<double>(shares[i]);
        plot_bar(place, from, from + 1, 0, std::min(share, clamp_share),
                 i / 8 % 2 == 0 ? frame.ui.palette.series_1 : frame.ui.palette.series_2);
        if (share > clamp_share)
            plot_bar(place, from, from + 1, clamp_share, share, frame.ui.palette.warning);
    }
    const std::array<PlotPoint, 2> limit{PlotPoint{0, clamp_share}, PlotPoint{128, clamp_share}};
    plot_line(frame, place, limit, frame.ui.palette.text, 1);
    if (!hovered) return;
    imgui::item_tooltip(bar_words(story, pointed_bin(place)).c_str());
}

}  // namespace

void orientation_card(Frame& frame, const Explanation& story) {
    const std::vector<double>& bins = story.orientation_bins;
    if (bins.empty()) return;
    std::string title = story.keypoints.size() == 1 ? "Orientation" : "Orientations";
    constexpr std::size_t most_named = 3;
    for (std::size_t i = 0; i < std::min(story.keypoints.size(), most_named); ++i)
        title += (i == 0 ? " " : ", ") + fixed_text(story.keypoints[i].angle, 1) + "\u00b0";
    if (story.keypoints.size() > most_named)
        title += " and " + std::to_string(story.keypoints.size() - most_named) + " more";
    card_heading(
        frame, title,
        "The directions of the gradients around the keypoint; each peak of at least 80 % of the highest "
        "one gives a keypoint of its own (Lowe 2004, section 5).");
    const double highest = std::max(*std::max_element(bins.begin(), bins.end()), 1e-12);
    const plot::Axis x = plot::degree_axis("", 0, 360, 8);
    const plot::Axis y{"", plot::Scale::linear, 0, 1.08, {{peak_ratio, "80 %"}}};
    const PlotPlace place =
        plot_view(frame, "plot_explain_orientation", x, y, {ImGui::GetContentRegionAvail().x, frame.px(96)});
    explain("Degrees from +x towards +y, clockwise on screen.");
    const double step = 360.0 / static_cast<double>(bins.size());
    for (std::size_t k = 0; k < bins.size(); ++k) {
        // Bins count counter-clockwise, angles clockwise; the first one lies on both ends of the axis.
        const double middle = 360 - static_cast<double>(k) * step;
        const double height = bins[k] / highest;
        plot_bar(place, middle - step / 2, std::min(middle + step / 2, 360.0), 0, height,
                 frame.ui.palette.series_1);
        if (k == 0) plot_bar(place, 0, step / 2, 0, height, frame.ui.palette.series_1);
    }
    const std::array<PlotPoint, 2> line{PlotPoint{0, peak_ratio}, PlotPoint{360, peak_ratio}};
    plot_line(frame, place, line, frame.ui.palette.text_dim, 1);
    for (std::size_t i = 0; i < story.keypoints.size(); ++i)
        plot_marker(frame, place, story.keypoints[i].angle,
                    i == story.chosen ? frame.ui.palette.warning : frame.ui.palette.text, false);
}

void descriptor_card(Frame& frame, const Explanation& story, const Texture& picture, PictureSize size) {
    if (story.keypoints.empty()) return;
    card_heading(
        frame, "Descriptor, before it is cut at 0.2 of its length",
        "4 x 4 cells of 8 directions; shares of the vector's length. What is above 0.2 is cut, so that "
        "non-linear light counts less; then the length is made 512 and rounded (Lowe 2004, section 6.1).");
    const float width = ImGui::GetContentRegionAvail().x;
    const float side = std::min(frame.px(170), width * 0.42F);
    magnified_patch(frame, story, picture, size, side);
    ImGui::SameLine(0, frame.px(8));
    bars(frame, story, {width - side - frame.px(8), side});
}

}  // namespace siftscope
