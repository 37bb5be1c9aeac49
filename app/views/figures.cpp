#include "app/views/figures.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/model/format_number.h"
#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr const char* unknown = "\u2013";
constexpr std::size_t count_of_figures = 12;
constexpr double least_width = 104;
constexpr double tile_height = 62;

std::string share_text(const std::optional<double>& share) {
    return per_cent_or(share, 1, unknown);
}

double total_ms(const Timings& t) {
    return t.rotate + t.detect_1 + t.detect_2 + t.match + t.estimate;
}

std::string whole_ms(double milliseconds) {
    return fixed_text(milliseconds, milliseconds < 10 ? 1 : 0);
}

std::vector<Figure> empty_figures() {
    return {
        {"figure_keypoints", "Keypoints",
         "Keypoints that are visible in both pictures: in the original | in the rotated picture. A "
         "keypoint is visible when the window of its descriptor (10.6 \u03c3) lies on real pixels of "
         "both; only these are matched and counted.",
         unknown, ""},
        {"figure_putative", "Putative",
         "Matches before any test: each visible keypoint of the original with its nearest neighbour in the "
         "rotated picture.",
         unknown, ""},
        {"figure_kept", "Kept",
         "Putative matches that pass the ratio test, the distance limit and the mutual check.", unknown, ""},
        {"figure_right", "Right",
         "Kept matches whose keypoint, mapped by the true rotation, lies within the tolerance of its "
         "partner.",
         unknown, "", Figure::Tone::good},
        {"figure_wrong", "Wrong", "Kept matches that are not right.", unknown, "", Figure::Tone::bad},
        {"figure_precision", "Precision", "Right / kept.", unknown, ""},
        {"figure_recall", "Recall",
         "Right / keypoints of the original that have any keypoint of the rotated picture within the "
         "tolerance of their true place.",
         unknown, ""},
        {"figure_repeatability", "Repeatability",
         "Share of the distinct points that are found again, one to one, within 1 px and a factor "
         "2^(1/4) in size; the stricter of both directions. Does not depend on the tolerance.",
         unknown, ""},
        {"figure_angle_true", "True angle", "By how much the picture was turned, counter-clockwise.", unknown,
         ""},
        {"figure_angle_estimated", "Estimated",
         "The angle read off the kept matches alone, without the truth: peak of the histogram of orientation "
         "differences, refined by a robust fit of a similarity to its inliers. \u00b1 one standard "
         "deviation.",
         unknown, ""},
        {"figure_angle_error", "Angle error",
         "Estimated angle less true angle. Inliers: matches that the fitted rotation explains.", unknown, ""},
        {"figure_time", "Time",
         "Rotating, detecting in both pictures, matching and estimating, in milliseconds. A stage that "
         "need not run again keeps the time that it once took.",
         unknown, ""},
    };
}

void draw_figure(Frame& frame, const Figure& figure, ImVec2 corner, ImVec2 size) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    const ImU32 colour = figure.tone == Figure::Tone::good  ? palette.good
                         : figure.tone == Figure::Tone::bad ? palette.bad
                                                            : palette.text;
    const float room = size.x - frame.px(6);
    draw->PushClipRect(corner, {corner.x + room, corner.y + size.y}, true);
    ImFont* small = frame.ui.fonts->small;
    draw->AddText(small, small->FontSize, corner, palette.text_dim, figure.label);
    ImFont* font = frame.ui.fonts->strong;
    if (font->CalcTextSizeA(font->FontSize, 1e6F, 0, figure.value.c_str()).x > room)
        font = frame.ui.fonts->body;
    const bool stale = !is_current(frame.state);
    draw->AddText(font, font->FontSize, {corner.x, corner.y + frame.px(17)},
                  stale ? (colour & 0x00FFFFFFU) | 0x90000000U : colour, figure.value.c_str());
    draw->AddText(small, small->FontSize, {corner.x, corner.y + frame.px(41)}, palette.text_dim,
                  figure.detail.c_str());
    draw->PopClipRect();
    ImGui::SetCursorScreenPos(corner);
    ImGui::InvisibleButton(figure.name, size);
    frame.ui.widgets.note_item(figure.name);
    explain(figure.tooltip);
}

int columns_in(const Frame& frame, float width) {
    const int fitting = static_cast<int>(width / frame.px(least_width));
    for (const int columns : {12, 6, 4, 3})
        if (fitting >= columns) return columns;
    return 2;
}

}  // namespace

std::vector<Figure> figures_of(const MatchResult* result) {
    std::vector<Figure> figures = empty_figures();
    if (result == nullptr) return figures;
    const auto set = [&](std::size_t i, std::string value, std::string detail = {}) {
        figures[i].value = std::move(value);
        figures[i].detail = std::move(detail);
    };
    const MatchSide& first = *result->side_1;
    const MatchSide& second = *result->side_2;
    set(0, of_two(first.keypoints.size(), second.keypoints.size()),
        "hidden " + of_two(first.not_visible.size(), second.not_visible.size()));
    set(1, std::to_string(result->matches.size()));
    set(2, std::to_string(result->kept));
    if (const auto& verdicts = result->verdicts) {
        set(3, std::to_string(verdicts->right));
        if (verdicts->median_error_px)
            figures[3].detail = "off by " + fixed_text(*verdicts->median_error_px, 2) + " px";
        set(4, std::to_string(verdicts->wrong));
        set(5, share_text(verdicts->precision));
        set(6, share_text(verdicts->recall), "of " + std::to_string(verdicts->findable));
    }
    if (!result->verdicts) {
        figures[3].label = "Inliers";
        figures[3].tooltip =
            "Kept matches within the tolerance of a homography that is fitted to them. A fit, no truth: "
            "of two pictures right and wrong are not known.";
        figures[3].tone = figures[4].tone = Figure::Tone::plain;
        figures[4].label = "No inliers";
        figures[4].tooltip = "Kept matches that do not agree with the fitted homography.";
        if (const auto& homography = result->homography) {
            set(3, std::to_string(homography->inliers), "of a fit, no truth");
            set(4, std::to_string(result->kept - homography->inliers));
        }
    }
    set(7, share_text(result->repeatability), result->repeatability ? "within 1 px" : "");
    if (result->angle_true) set(8, fixed_text(*result->angle_true, 2) + "\u00b0");
    if (const auto& estimate = result->estimate) {
        set(9, fixed_text(estimate->angle, 4) + "\u00b0",
            "\u00b1 " + fixed_text(estimate->uncertainty, 4) + "\u00b0");
        figures[10].detail = std::to_string(estimate->inliers) + " inliers";
    }
    if (result->angle_error) figures[10].value = signed_text(*result->angle_error, 4) + "\u00b0";
    const Timings& t = result->timings;
    set(11, whole_ms(total_ms(t)) + " ms", "SIFT " + whole_ms(t.detect_1) + " + " + whole_ms(t.detect_2));
    return figures;
}

float figures_height(const Frame& frame, float width) {
    const int columns = columns_in(frame, width);
    const int rows = (static_cast<int>(count_of_figures) + columns - 1) / columns;
    return frame.px(tile_height) * static_cast<float>(rows);
}

void figures(Frame& frame) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const int columns = columns_in(frame, width);
    const ImVec2 size{std::floor(width / static_cast<float>(columns)), frame.px(tile_height)};
    int index = 0;
    for (const Figure& figure : figures_of(shown_match(frame.state).get())) {
        const ImVec2 place{corner.x + size.x * static_cast<float>(index % columns),
                           corner.y + size.y * static_cast<float>(index / columns)};
        draw_figure(frame, figure, place, size);
        ++index;
    }
}

}  // namespace siftscope
