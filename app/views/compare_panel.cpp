#include "app/views/compare_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <GLFW/glfw3.h>

#include "app/model/compare_words.h"
#include "app/views/chip.h"
#include "app/views/compare_canvas.h"
#include "app/views/compare_marks.h"
#include "app/views/compare_plots.h"
#include "app/views/compare_table_view.h"
#include "app/views/controls.h"
#include "app/views/notices.h"
#include "app/views/picture_choice.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double wide_panel = 560;  // units of design: below, the table stands under the picture
constexpr double compare_gap = 10;
constexpr double plots_height = 112;
constexpr double least_body = 330;
constexpr double card_height = 104;
constexpr double below_plots = 8;
constexpr double least_table = 200;

constexpr Number position_tolerance{
    "compare_position",
    "Position",
    "Two keypoints are the same when they lie within this many pixels of each other, and their size and "
    "angle "
    "are within the tolerances below. Nothing is detected again while you drag.",
    0.01,
    2,
    2,
    " px"};
constexpr Number size_tolerance{
    "compare_size", "Size", "By how many percent of OpenCV's size the sizes may differ.", 0.1, 50, 1, " %"};
constexpr Number angle_tolerance{
    "compare_angle", "Angle", "By how many degrees the orientations may differ.", 0.1, 45, 1, "\u00b0"};

struct ClassChip {
    CompareClass kind;
    const char* label;
    const char* short_label;
    const char* tooltip;
};

constexpr std::array<ClassChip, 4> class_chips{{
    {CompareClass::same, "Same", "=",
     "Keypoints of OpenCV's that have one of ours within all three tolerances, one to one, the nearest "
     "first. "
     "Circles."},
    {CompareClass::other, "Other size or angle", "\u2260",
     "Both have one at this place, within the tolerance of position, but its size or its angle is another. "
     "Diamonds."},
    {CompareClass::only_ours, "Only ours", "ours", "Keypoints of ours that OpenCV does not have. Triangles."},
    {CompareClass::only_opencv, "Only OpenCV's", "OpenCV",
     "Keypoints of OpenCV's that ours does not have. Squares."},
}};

void verdict_line(Frame& frame) {
    const CompareScreen& screen = frame.state.compare;
    const Palette& palette = frame.ui.palette;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (!screen.error.empty()) wrapped_text(frame.ui.fonts->small, palette.bad, screen.error);
    if (screen.table) {
        wrapped_text(frame.ui.fonts->body, palette.text, screen.table->verdict);
        wrapped_text(frame.ui.fonts->small, screen.solving ? palette.warning : palette.text_dim,
                     screen.solving ? "updating\u2026"
                                    : parameter_words(*screen.table->compared) +
                                          " What is set on the left counts for both.");
    } else if (screen.error.empty()) {
        wrapped_text(frame.ui.fonts->small, palette.text_dim,
                     frame.state.picture ? "cv::SIFT and ours are at work\u2026" : "Open a picture first.");
    }
    frame.ui.widgets.note("compare_verdict",
                          {corner.x, corner.y, width, ImGui::GetCursorScreenPos().y - corner.y});
}

void switches(Frame& frame, CompareChoice& choice) {
    const bool narrow = ImGui::GetContentRegionAvail().x < frame.px(wide_panel);
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(6), frame.px(2)});
    if (picture_choice(frame, "compare", "The picture in which both are compared.", choice.picture)) {
        choice.selected.reset();
        choice.view.fit = true;
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
    const auto& table = frame.state.compare.table;
    for (const ClassChip& shown : class_chips) {
        bool& on = choice.rows.classes[static_cast<std::size_t>(shown.kind)];
        const std::string count = table ? "  " + std::to_string(table->comparison.count(shown.kind)) : "";
        const std::string label = (narrow ? shown.short_label : shown.label) + count;
        const std::string name = std::string("compare_show_") + name_of(shown.kind);
        const auto sign = [&](ImVec2 centre, double opacity) {
            draw_mark(ImGui::GetWindowDrawList(), shown.kind, centre, frame.px(6), opacity, frame.px(1.6));
        };
        if (chip(frame, name.c_str(), label.c_str(), shown.tooltip, sign, on)) on = !on;
    }
}

void tolerance_rows(Frame& frame, AgreementTolerance& tolerance) {
    const AgreementTolerance usual = usual_tolerance(frame.state.settings.profile);
    number_row(frame, position_tolerance, tolerance.pixels, usual.pixels);
    double percent = 100 * tolerance.size;
    if (number_row(frame, size_tolerance, percent, 100 * usual.size)) tolerance.size = percent / 100;
    number_row(frame, angle_tolerance, tolerance.degrees, usual.degrees);
}

// Tolerances, the chosen keypoint, the table; `table_height`: of the last, 0 for all that is left.
void side_column(Frame& frame, const Rect& canvas, float table_height, AgreementTolerance& tolerance,
                 CompareChoice& choice) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(6), frame.px(3)});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(6), frame.px(2)});
    tolerance_rows(frame, tolerance);
    ImGui::PopStyleVar();
    ImGui::Dummy({1, frame.px(2)});
    compare_card(frame, frame.px(card_height));
    compare_table_view(frame, canvas, table_height, choice);
    ImGui::PopStyleVar();
}

}  // namespace

void compare_panel(Frame& frame, CanvasGraphics& pictures, CompareGraphics& graphics) {
    CompareChoice choice = frame.state.compare.choice;
    AgreementTolerance tolerance = shown_tolerance(frame.state, choice);
    const AgreementTolerance before = tolerance;
    verdict_line(frame);
    switches(frame, choice);

    const ImVec2 room = ImGui::GetContentRegionAvail();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float gap = frame.px(compare_gap);
    const bool wide = room.x >= frame.px(wide_panel);
    const float plots = frame.px(wide ? plots_height : 2 * plots_height);
    const float body = std::max(room.y - plots - gap - frame.px(below_plots), frame.px(least_body));
    Rect canvas{std::floor(corner.x), std::floor(corner.y), room.x, frame.px(240)};
    if (wide) {
        canvas.width = std::floor(room.x * 0.56F);
        canvas.height = std::floor(body);
    }
    compare_canvas(frame, pictures, graphics, canvas, choice);
    if (wide) {
        ImGui::SetCursorScreenPos({corner.x + canvas.width + gap, corner.y});
        if (ImGui::BeginChild("differences column", {room.x - canvas.width - gap, body}, false))
            side_column(frame, canvas, 0, tolerance, choice);
        ImGui::EndChild();
        ImGui::SetCursorScreenPos({corner.x, corner.y + body + gap});
    } else {
        ImGui::SetCursorScreenPos({corner.x, canvas.y + canvas.height + gap});
        side_column(frame, canvas, frame.px(least_table), tolerance, choice);
    }
    if (frame.state.compare.answer) compare_plots(frame, wide ? 4 : 2, {room.x, plots}, tolerance);
    notices(frame, canvas);
    if (tolerance != before) choice.tolerance = tolerance;
    if (tolerance == usual_tolerance(frame.state.settings.profile)) choice.tolerance.reset();
    if (choice != frame.state.compare.choice) frame.ask(SetCompare{choice});
}

void compare_keys(Frame& frame) {
    const AppState& state = frame.state;
    const CompareScreen& screen = state.compare;
    ShortcutQueue& keys = frame.ui.shortcuts;
    CompareChoice choice = screen.choice;
    if (keys.typed('0')) choice.view.fit = true;
    if (screen.table && !screen.order.empty()) {
        auto place = std::find(screen.order.begin(), screen.order.end(),
                               screen.selected.value_or(screen.order.front()));
        const bool chosen = screen.selected && place != screen.order.end();
        if (place == screen.order.end()) place = screen.order.begin();
        bool moved = false;
        const auto move = [&](int key, bool forward) {
            if (!keys.pressed({key})) return;
            moved = true;
            if (!chosen) return;  // the first one is chosen first
            if (forward && place + 1 != screen.order.end()) ++place;
            if (!forward && place != screen.order.begin()) --place;
        };
        move(GLFW_KEY_DOWN, true);
        move(GLFW_KEY_UP, false);
        if (moved) {
            choice.selected = selection_of(*screen.table, *place);
            choice.view.centre = {choice.selected->keypoint.x, choice.selected->keypoint.y};
        }
    }
    const bool on_top = state.help_open || state.about_open || state.message;
    if (choice.selected && !on_top && keys.pressed({GLFW_KEY_ESCAPE})) choice.selected.reset();
    if (choice != screen.choice) frame.ask(SetCompare{choice});
}

}  // namespace siftscope
