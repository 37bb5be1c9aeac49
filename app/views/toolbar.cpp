#include "app/views/toolbar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/drawing/palette.h"
#include "app/model/match_sets.h"
#include "app/model/verdict_names.h"
#include "app/views/chip.h"
#include "app/views/controls.h"
#include "app/views/picture_choice.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

enum class Sign {
    circle,
    faded_circle,
    rejected,
    thin_line,
    strong_line,
    right_dashes,
    wrong_dashes,
    inlier_line,
    outlier_line,
    inlier_dashes,
    outlier_dashes,
};

void draw_sign(Frame& frame, Sign sign, ImVec2 centre, double opacity) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float r = frame.px(5);
    if (sign == Sign::circle || sign == Sign::faded_circle) {
        const ImU32 colour = sign == Sign::circle ? to_imgui(palette::keypoint, opacity)
                                                  : to_imgui(palette::not_visible, 0.8 * opacity);
        draw->AddCircle(centre, r, colour, 0, frame.px(1.6));
        draw->AddLine(centre, {centre.x + r * 0.7F, centre.y - r * 0.7F}, colour, frame.px(1.6));
        return;
    }
    if (sign == Sign::rejected) {
        const ImU32 colour = to_imgui(palette::rejected, opacity);
        draw->AddCircle(centre, r, colour, 0, frame.px(1.6));
        draw->AddLine({centre.x - r, centre.y}, {centre.x + r, centre.y}, colour, frame.px(1.6));
        return;
    }
    const bool strong = sign == Sign::strong_line;
    const bool inlier = sign == Sign::inlier_line || sign == Sign::inlier_dashes;
    const bool outlier = sign == Sign::outlier_line || sign == Sign::outlier_dashes;
    const bool dashed = sign == Sign::right_dashes || sign == Sign::wrong_dashes ||
                        sign == Sign::inlier_dashes || sign == Sign::outlier_dashes;
    const palette::Colour meaning = inlier                                 ? palette::kept
                                    : outlier                              ? palette::rejected
                                    : strong || sign == Sign::wrong_dashes ? palette::wrong
                                                                           : palette::right;
    const ImU32 colour = to_imgui(meaning, opacity);
    const ImVec2 a{centre.x - frame.px(8), centre.y + frame.px(3)};
    const ImVec2 b{centre.x + frame.px(8), centre.y - frame.px(3)};
    if (dashed) {
        const auto at = [&](float t) { return ImVec2{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; };
        for (const float begin : {0.0F, 0.4F, 0.8F})
            draw->AddLine(at(begin), at(begin + 0.2F), colour, frame.px(1.4));
        return;
    }
    draw->AddLine(a, b, colour, frame.px(strong ? 2.4 : 1.2));
    if (!strong) return;
    const float arm = frame.px(3);
    for (const ImVec2& end : {a, b}) {
        draw->AddLine({end.x - arm, end.y - arm}, {end.x + arm, end.y + arm}, colour, frame.px(1.6));
        draw->AddLine({end.x - arm, end.y + arm}, {end.x + arm, end.y - arm}, colour, frame.px(1.6));
    }
}

// Where there is little room the signs say enough, and the tooltips the rest.
bool is_narrow(const Frame& frame) {
    return ImGui::GetWindowWidth() < frame.px(420);
}

bool sign_chip(Frame& frame, const char* name, const char* label, const char* tooltip, Sign sign, bool on) {
    return chip(
        frame, name, label, tooltip,
        [&](ImVec2 centre, double opacity) { draw_sign(frame, sign, centre, opacity); }, on);
}

// One switch for all rejected candidates, and while it is on, one with its count for each verdict.
void rejected_chips(Frame& frame, ViewState& view) {
    const bool ours = frame.state.settings.engine == Engine::siftscope;
    if (sign_chip(frame, "show_rejected", "Rejected",
                  ours ? "Extrema of D that became no keypoints: circles too little contrast, with a line "
                         "through them on an edge, crosses no extremum after all. The tab Explain tells why."
                       : "cv::SIFT does not tell which candidates it rejected: choose our engine.",
                  Sign::rejected, view.rejected))
        view.rejected = !view.rejected;
    const RejectedResult* found = shown_rejected(frame.state);
    if (found == nullptr) return;
    const auto first = count_rejected(*found->candidates[0]);
    const auto second = count_rejected(*found->candidates[1]);
    for (std::size_t i = 0; i < rejections.size(); ++i) {
        if (first[i] + second[i] == 0) continue;
        std::string word = name_of(rejections[i]);
        std::replace(word.begin(), word.end(), '_', ' ');
        const std::string label = word + " " + std::to_string(first[i]) + ", " + std::to_string(second[i]);
        if (sign_chip(frame, (std::string("rejected_") + name_of(rejections[i])).c_str(), label.c_str(),
                      "Candidates with this verdict in the original and in the rotated picture.",
                      Sign::rejected, view.rejected_kinds[i]))
            view.rejected_kinds[i] = !view.rejected_kinds[i];
    }
}

void zoom_buttons(Frame& frame, ViewState& view) {
    const ImVec2 square{frame.px(26), frame.px(26)};
    const float label = frame.px(56);
    const float gap = frame.px(4);
    const float width = 2 * square.x + label + frame.px(44) + 3 * gap;
    ImGui::SameLine(0, frame.px(6));
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
    const float room = ImGui::GetContentRegionAvail().x;
    if (room > width) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - width);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
    if (ImGui::Button("\u2212", square)) frame.zoom_factor = 1 / 1.25;
    frame.ui.widgets.note_item("zoom_out");
    explain("Zoom out (-)");
    ImGui::SameLine(0, gap);
    const std::string text = view.fit ? "fitted" : std::to_string(std::lround(view.zoom * 100)) + " %";
    ImGui::PushFont(frame.ui.fonts->small);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    ImGui::Dummy({label, square.y});
    ImGui::GetWindowDrawList()->AddText({corner.x + (label - size.x) / 2, corner.y + (square.y - size.y) / 2},
                                        frame.ui.palette.text_dim, text.c_str());
    ImGui::PopFont();
    explain("Window pixels for one pixel of both pictures. Wheel: zoom about the pointer. Drag: move both.");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("+", square)) frame.zoom_factor = 1.25;
    frame.ui.widgets.note_item("zoom_in");
    explain("Zoom in (+)");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("Fit", {frame.px(44), square.y})) view.fit = true;
    frame.ui.widgets.note_item("fit");
    explain("Show all of both pictures (0)");
    ImGui::PopStyleVar();
}

// The four sets of matches with their counts.
void set_chips(Frame& frame, ViewState& view) {
    struct SetChip {
        const char* name;
        const char* label;
        const char* tooltip;
        MatchSet set;
        Sign sign;
        bool ViewState::*on;
    };
    constexpr std::array<SetChip, 4> chips{{
        {"show_right", "Right",
         "Kept and right: passed the thresholds, and the truth puts the keypoint within the tolerance of its "
         "partner. Thin light lines.",
         MatchSet::kept_right, Sign::thin_line, &ViewState::right_lines},
        {"show_wrong", "Wrong",
         "Kept and wrong: passed the thresholds, but the truth puts the keypoint elsewhere. Strong lines "
         "with crosses at their ends.",
         MatchSet::kept_wrong, Sign::strong_line, &ViewState::wrong_lines},
        {"show_rejected_right", "Right, not kept",
         "Rejected though right: a threshold stood against a match that the truth confirms. What a looser "
         "threshold would win. Dashed light lines.",
         MatchSet::rejected_right, Sign::right_dashes, &ViewState::rejected_right_lines},
        {"show_rejected_wrong", "Wrong, not kept",
         "Rejected and wrong: what the thresholds are there for. Dashed orange lines.",
         MatchSet::rejected_wrong, Sign::wrong_dashes, &ViewState::rejected_wrong_lines},
    }};
    // Of two pictures without a truth: what agrees with the homography fitted to the kept matches.
    constexpr std::array<SetChip, 4> unjudged_chips{{
        {"show_right", "Inliers",
         "Kept, and within the tolerance of a homography that is fitted to the kept matches. A fit, no "
         "truth: right and wrong are not known of two pictures. Yellow lines.",
         MatchSet::kept_right, Sign::inlier_line, &ViewState::right_lines},
        {"show_wrong", "No inliers",
         "Kept, but away from where the fitted homography puts them. Purple lines.", MatchSet::kept_wrong,
         Sign::outlier_line, &ViewState::wrong_lines},
        {"show_rejected_right", "Agree, not kept",
         "Rejected by a threshold though within the tolerance of the fitted homography. Dashed yellow lines.",
         MatchSet::rejected_right, Sign::inlier_dashes, &ViewState::rejected_right_lines},
        {"show_rejected_wrong", "Others, not kept",
         "Rejected, and away from where the fitted homography puts them. Dashed purple lines.",
         MatchSet::rejected_wrong, Sign::outlier_dashes, &ViewState::rejected_wrong_lines},
    }};
    const MatchResult* result = frame.state.result.get();
    const bool judged = frame.state.other == nullptr;
    const auto counts = result != nullptr ? std::optional(match_set_sizes(*result)) : std::nullopt;
    for (const SetChip& set : judged ? chips : unjudged_chips) {
        const std::string count = counts ? std::to_string((*counts)[set.set]) : "";
        const std::string label = is_narrow(frame) ? count : set.label + (counts ? "  " + count : "");
        if (sign_chip(frame, set.name, label.c_str(), set.tooltip, set.sign, view.*set.on))
            view.*set.on = !(view.*set.on);
    }
}

constexpr Number upper_opacity{
    "overlay_opacity",
    "Opacity",
    "Of the rotated picture, turned back over the original. Hold B to see it alone.",
    0,
    1,
    2};

// How both pictures lie: a small drawing of each.
void layout_buttons(Frame& frame, ViewState& view) {
    struct Choice {
        Layout layout;
        const char* tooltip;
    };
    constexpr std::array<Choice, 3> choices{
        {{Layout::side_by_side, "Side by side"},
         {Layout::stacked, "One above the other"},
         {Layout::overlay, "The rotated picture turned back over the original"}}};
    const float side = frame.px(26);
    const float slider = frame.px(90);
    const float width = 3 * side + (view.layout == Layout::overlay ? slider + frame.px(8) : 0);
    ImGui::SameLine(0, frame.px(10));
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
    for (const Choice& choice : choices) {
        if (choice.layout != Layout::side_by_side) ImGui::SameLine(0, 0);
        const bool on = view.layout == choice.layout;
        const std::string name = std::string("layout_") + name_of(choice.layout);
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        if (ImGui::InvisibleButton(name.c_str(), {side, side})) view.layout = choice.layout;
        frame.ui.widgets.note_checkbox(name, on);
        ImDrawList* draw = ImGui::GetWindowDrawList();
        if (on || ImGui::IsItemHovered())
            draw->AddRectFilled(corner, {corner.x + side, corner.y + side},
                                ImGui::GetColorU32(on ? ImGuiCol_FrameBg : ImGuiCol_FrameBgHovered),
                                frame.px(5));
        const ImU32 ink = on ? frame.ui.palette.text : frame.ui.palette.text_dim;
        const auto box = [&](double left, double top, double right, double bottom) {
            draw->AddRect({corner.x + frame.px(left), corner.y + frame.px(top)},
                          {corner.x + frame.px(right), corner.y + frame.px(bottom)}, ink, frame.px(1), 0,
                          frame.px(1.4));
        };
        if (choice.layout == Layout::side_by_side) {
            box(5, 8, 12, 18);
            box(14, 8, 21, 18);
        } else if (choice.layout == Layout::stacked) {
            box(7, 5, 19, 12);
            box(7, 14, 19, 21);
        } else {
            box(5, 6, 17, 16);
            box(9, 10, 21, 20);
        }
        explain(choice.tooltip);
    }
    if (view.layout != Layout::overlay) return;
    ImGui::SameLine(0, frame.px(8));
    number_slider(frame, upper_opacity, view.overlay_opacity, slider, upper_opacity.low);
    ImGui::SameLine(0, frame.px(6));
    if (ImGui::GetContentRegionAvail().x < frame.px(60)) ImGui::NewLine();
    if (small_switch(frame, "error_map", "Error", view.error_map,
                     "What turning has done to the picture: the rotated one turned back by the same "
                     "interpolation, less the original. Where it is large, the picture has changed, whatever "
                     "the detector does. Distortions show in it, too."))
        view.error_map = !view.error_map;
}

void undo_buttons(Frame& frame) {
    const ImVec2 square{frame.px(26), frame.px(26)};
    const auto button = [&](const char* name, const char* label, bool redo, std::size_t steps) {
        ImGui::SameLine(0, frame.px(redo ? 2 : 6));
        ImGui::BeginDisabled(steps == 0);
        if (ImGui::Button(label, square)) frame.ask(session::Undo{redo});
        frame.ui.widgets.note_item(name);
        ImGui::EndDisabled();
        const std::string what = redo ? "Redo (Ctrl+Shift+Z or Ctrl+Y)" : "Undo (Ctrl+Z)";
        explain((what + (steps == 1 ? ": 1 step" : ": " + std::to_string(steps) + " steps")).c_str());
    };
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
    button("undo", "\u21b6", false, frame.state.edits.undo_steps());
    button("redo", "\u21b7", true, frame.state.edits.redo_steps());
    ImGui::PopStyleVar();
}

}  // namespace

void toolbar(Frame& frame) {
    ViewState view = frame.state.view;
    undo_buttons(frame);
    set_chips(frame, view);
    if (sign_chip(frame, "show_keypoints", is_narrow(frame) ? "" : "Keypoints",
                  "Circles: the radius is the keypoint's \u03c3, the tick its orientation. Green has no "
                  "kept match; the ends of matches have the colour of their lines.",
                  Sign::circle, view.keypoints))
        view.keypoints = !view.keypoints;
    if (sign_chip(frame, "show_not_visible", is_narrow(frame) ? "" : "Not in both",
                  "Keypoints that are not visible in both pictures: they take no part in matching and in the "
                  "figures.",
                  Sign::faded_circle, view.not_visible))
        view.not_visible = !view.not_visible;
    rejected_chips(frame, view);
    layout_buttons(frame, view);
    zoom_buttons(frame, view);
    if (view != frame.state.view) frame.ask(SetView{view});
}

}  // namespace siftscope
