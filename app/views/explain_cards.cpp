#include "app/views/explain_cards.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/drawing/number_colours.h"
#include "app/model/format_number.h"
#include "app/model/verdict_names.h"
#include "app/views/controls.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

using sift::Verdict;

const char* title_of_card(const Explanation& story) {
    switch (story.verdict) {
        case Verdict::keypoint:
            return story.kept ? "Keypoint" : "Keypoint, cut off by the largest number";
        case Verdict::low_contrast:
            return "No keypoint: too little contrast";
        case Verdict::edge:
            return "No keypoint: on an edge";
        case Verdict::no_convergence:
            return "No keypoint: the refinement did not settle";
        case Verdict::outside:
            return story.sample ? "No keypoint: the refinement left the layers" : "Not searched here";
        case Verdict::not_extremum:
        case Verdict::duplicate:
            break;
    }
    return "No keypoint: no extremum";
}

/// One layer of the 27: a number in each cell, coloured about zero.
void grid(Frame& frame, const std::array<std::array<double, 3>, 3>& layer, double largest, ImVec2 corner,
          ImVec2 cell, bool own) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const bool on_dark = frame.ui.theme == ThemeKind::dark;
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column) {
            const double value = layer[row][column];
            const palette::Colour paper =
                number_colour(0.5 + 0.5 * std::clamp(value / largest, -1.0, 1.0), true, on_dark);
            const ImVec2 a{corner.x + cell.x * static_cast<float>(column),
                           corner.y + cell.y * static_cast<float>(row)};
            const ImVec2 b{a.x + cell.x - 1, a.y + cell.y - 1};
            draw->AddRectFilled(a, b, to_imgui(paper));
            const std::string number = fixed_text(1000 * value, std::abs(value) < 0.01 ? 2 : 1);
            const ImVec2 text = ImGui::CalcTextSize(number.c_str());
            if (text.x <= cell.x)  // otherwise the colour has to do
                draw->AddText({a.x + (cell.x - text.x) / 2, a.y + (cell.y - text.y) / 2},
                              to_imgui(ink_on(paper)), number.c_str());
            if (own && row == 1 && column == 1)
                draw->AddRect(a, b, to_imgui(ink_on(paper)), 0, 0, frame.px(2));
        }
}

/// A number as a bar against its limit. `share` and `limit_share`: of the bar's length.
void limit_bar(Frame& frame, const char* name, const std::string& label, double share, double limit_share,
               bool passed) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = frame.px(10);
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::TextUnformatted(label.c_str());
    ImGui::PopFont();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    const auto x = [&](double of) { return at.x + width * static_cast<float>(std::clamp(of, 0.0, 1.0)); };
    draw->AddRectFilled(at, {at.x + width, at.y + height}, palette.canvas, frame.px(3));
    draw->AddRectFilled(at, {x(share), at.y + height}, passed ? palette.good : palette.bad, frame.px(3));
    draw->AddLine({x(limit_share), at.y - frame.px(3)}, {x(limit_share), at.y + height + frame.px(3)},
                  palette.text, frame.px(2));
    ImGui::Dummy({width, height + frame.px(4)});
    frame.ui.widgets.note(name, {corner.x, corner.y, width, at.y + height - corner.y});
}

void contrast_bar(Frame& frame, const Explanation& story) {
    const double value = *story.contrast, limit = story.contrast_threshold();
    const double most = std::max({2 * limit, 1.1 * value, 1e-6});
    const bool passed = value >= limit;
    limit_bar(frame, "explain_contrast",
              "|D| " + fixed_text(value, 5) + (passed ? " \u2265 " : " < ") + fixed_text(limit, 5) +
                  "  contrast / layers",
              value / most, limit / most, passed);
    explain(
        "D at the extremum for grey 0 to 1 against the contrast threshold divided by the layers "
        "(Lowe 2004, section 4).");
}

void edge_bar(Frame& frame, const Explanation& story) {
    const double value = *story.edge_ratio, limit = story.params.edge_threshold;
    // Ratios from 1 to hundreds: a scale of logarithms.
    const double most = std::log(std::max(limit * 10, 100.0));
    const bool passed = value < limit;
    const std::string text = std::isfinite(value) ? fixed_text(value, 2) : std::string("infinite");
    limit_bar(frame, "explain_edge",
              "edge ratio " + text + (passed ? " < " : " \u2265 ") + shortest_text(limit) + "  limit",
              std::isfinite(value) ? std::log(value) / most : 1, std::log(limit) / most, passed);
    explain(
        "The ratio of the principal curvatures of D against its limit, on a logarithmic scale from 1 "
        "(Lowe 2004, section 4.1).");
}

/// The sample's own square with the extremum in it, and its place between the layers.
void offset_view(Frame& frame, const Explanation& story, float side) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    const float width = side + frame.px(18);
    const ImVec2 middle{corner.x + side / 2, corner.y + side / 2};
    draw->AddRectFilled(corner, {corner.x + side, corner.y + side}, palette.canvas, frame.px(3));
    // One sample spans two thirds of the picture: offsets beyond it can be seen, too.
    const float unit = side * 0.66F;
    draw->AddRect({middle.x - unit / 2, middle.y - unit / 2}, {middle.x + unit / 2, middle.y + unit / 2},
                  palette.grid, 0, 0, frame.px(1.5));
    draw->AddLine({middle.x - frame.px(4), middle.y}, {middle.x + frame.px(4), middle.y}, palette.text_dim);
    draw->AddLine({middle.x, middle.y - frame.px(4)}, {middle.x, middle.y + frame.px(4)}, palette.text_dim);
    const auto limited = [](double offset) { return static_cast<float>(std::clamp(offset, -0.74, 0.74)); };
    const ImVec2 at{middle.x + unit * limited((*story.offset)[0]),
                    middle.y + unit * limited((*story.offset)[1])};
    draw->AddLine(middle, at, palette.accent, frame.px(1.5));
    draw->AddCircleFilled(at, frame.px(4), palette.accent);
    const float x = corner.x + side + frame.px(12);
    draw->AddLine({x, corner.y}, {x, corner.y + side}, palette.grid, frame.px(2));
    for (const float tick : {-0.5F, 0.0F, 0.5F})
        draw->AddLine({x - frame.px(4), middle.y - unit * tick}, {x + frame.px(4), middle.y - unit * tick},
                      palette.text_dim);
    draw->AddCircleFilled({x, middle.y - unit * limited((*story.offset)[2])}, frame.px(4), palette.accent);
    ImGui::Dummy({width, side});
    frame.ui.widgets.note("explain_offset", {corner.x, corner.y, width, side});
    explain(
        "Where the extremum lies within its sample's square, and right of it between the layers: half a "
        "sample or layer is marked.");
}

}  // namespace

void card_heading(Frame& frame, const std::string& text, const char* tooltip) {
    ImGui::Dummy({1, frame.px(3)});
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.accent);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
    explain(tooltip);
}

void verdict_card(Frame& frame, const Explanation& story) {
    const Palette& palette = frame.ui.palette;
    const bool found = story.verdict == Verdict::keypoint && story.kept;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    wrapped_text(frame.ui.fonts->strong, found ? palette.good : palette.bad, title_of_card(story));
    wrapped_text(frame.ui.fonts->small, palette.text, story.why);
    frame.ui.widgets.note("explain_verdict",
                          {corner.x, corner.y, width, ImGui::GetCursorScreenPos().y - corner.y});
}

void samples_card(Frame& frame, const Explanation& story) {
    if (!story.neighbourhood) return;
    card_heading(
        frame, "D \u00d7 1000 around the sample, layer by layer",
        "The sample and its 26 neighbours in the difference of Gaussians, for grey 0 to 1: an extremum "
        "exceeds them all (Lowe 2004, section 3.1).");
    double largest = 1e-9;
    for (const auto& layer : *story.neighbourhood)
        for (const auto& row : layer)
            for (const double value : row) largest = std::max(largest, std::abs(value));
    const float between = frame.px(8);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 cell{std::floor(std::min((width - 2 * between) / 9, frame.px(56))), frame.px(21)};
    ImGui::PushFont(frame.ui.fonts->small);
    const float line = ImGui::GetTextLineHeight() + frame.px(2);
    for (std::size_t layer = 0; layer < 3; ++layer) {
        const ImVec2 at{corner.x + static_cast<float>(layer) * (3 * cell.x + between), corner.y};
        const std::string title =
            "layer " + std::to_string(story.sample->layer + static_cast<int>(layer) - 1);
        ImGui::GetWindowDrawList()->AddText(
            at, layer == 1 ? frame.ui.palette.text : frame.ui.palette.text_dim, title.c_str());
        grid(frame, (*story.neighbourhood)[layer], largest, {at.x, at.y + line}, cell, layer == 1);
    }
    ImGui::PopFont();
    const ImVec2 size{9 * cell.x + 2 * between, 3 * cell.y + line};
    ImGui::Dummy(size);
    frame.ui.widgets.note("explain_samples", {corner.x, corner.y, size.x, size.y});
}

void tests_card(Frame& frame, const Explanation& story) {
    if (!story.offset && !story.contrast) return;
    std::string title = "Refinement and tests";
    if (story.offset)
        title = "Offset " + fixed_text((*story.offset)[0], 2) + ", " + fixed_text((*story.offset)[1], 2) +
                " samples, " + fixed_text((*story.offset)[2], 2) + " layers, after " +
                std::to_string(story.sample->steps) + (story.sample->steps == 1 ? " step" : " steps");
    card_heading(
        frame, title,
        "The extremum between the samples, found by Newton's method from the sample (Lowe 2004, section 4).");
    if (story.offset) {
        offset_view(frame, story, frame.px(68));
        ImGui::SameLine(0, frame.px(16));
    }
    ImGui::BeginGroup();
    if (story.contrast) contrast_bar(frame, story);
    if (story.edge_ratio) edge_bar(frame, story);
    ImGui::EndGroup();
}

}  // namespace siftscope
