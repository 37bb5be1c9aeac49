#include "app/views/lesson_note.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "app/model/lessons.h"
#include "app/views/controls.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double note_width = 290;
constexpr double note_share = 0.27;  // of a small window, at most

bool is_open(const Frame& frame) {
    return frame.state.lesson > 0 && frame.state.panel != Panel::gradients;
}

int last_lesson() {
    return static_cast<int>(lessons().size());
}

void go_to_lesson(Frame& frame, int number) {
    frame.ask(ShowLesson{number});
    const auto& controls = lessons()[static_cast<std::size_t>(number - 1)].controls;
    if (!controls.empty()) frame.ui.widgets.scroll_to(controls.front());
}

void step_buttons(Frame& frame) {
    const int number = frame.state.lesson;
    const auto button = [&](const char* name, const char* label, const char* tooltip, bool enabled) {
        ImGui::BeginDisabled(!enabled);
        const bool clicked = ImGui::Button(label, {0, frame.px(24)});
        frame.ui.widgets.note_item(name);
        explain(tooltip);
        ImGui::EndDisabled();
        return clicked;
    };
    if (button("lesson_previous", "\u25c0", "The step before.", number > 1)) go_to_lesson(frame, number - 1);
    ImGui::SameLine(0, frame.px(4));
    if (button("lesson_next", "\u25b6", "The next step.", number < last_lesson()))
        go_to_lesson(frame, number + 1);
    const float width = ImGui::CalcTextSize("Close").x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SameLine(std::max(ImGui::GetContentRegionMax().x - width, 0.0F));
    if (button("lesson_close", "Close", "Closes this note. The menu Help opens it again.", true))
        frame.ask(ShowLesson{0});
    caption(frame, ("Step " + std::to_string(number) + " of " + std::to_string(last_lesson())).c_str());
}

void gap(const Frame& frame, double units) {
    ImGui::Dummy({1, frame.px(units)});
}

void readings(Frame& frame) {
    const auto& fonts = *frame.ui.fonts;
    for (const Reading& reading :
         lesson_readings(frame.state.lesson, frame.state.settings, shown_match(frame.state).get())) {
        wrapped_text(fonts.small, frame.ui.palette.text_dim, reading.label);
        ImGui::Indent(frame.px(10));
        wrapped_text(fonts.body, frame.ui.palette.text, reading.value);
        ImGui::Unindent(frame.px(10));
    }
}

bool contains(const Rect& rect, ImVec2 p) {
    return p.x >= rect.x && p.y >= rect.y && p.x < rect.x + rect.width && p.y < rect.y + rect.height;
}

enum class Marked { control, figure, tab };

Marked kind_of(std::string_view name) {
    if (name.starts_with("figure_")) return Marked::figure;
    return name.starts_with("insight_") ? Marked::tab : Marked::control;
}

void badge(const Frame& frame, const Rect& rect, Marked kind, int number, bool open) {
    ImDrawList* draw = ImGui::GetForegroundDrawList();
    const Palette& palette = frame.ui.palette;
    if (open)
        draw->AddRect({rect.x - frame.px(3), rect.y - frame.px(3)},
                      {rect.x + rect.width + frame.px(3), rect.y + rect.height + frame.px(3)}, palette.accent,
                      frame.px(5), 0, frame.px(1.5));
    // Where it hides no letter: between a control and its label, behind a figure's label, above a tab's.
    ImVec2 centre{rect.x - frame.px(9), rect.y + rect.height / 2};
    if (kind == Marked::figure) centre = {rect.x + rect.width - frame.px(14), rect.y + frame.px(9)};
    if (kind == Marked::tab) centre = {rect.x + frame.px(4), rect.y - frame.px(5)};
    const std::string text = std::to_string(number);
    const ImFont* font = frame.ui.fonts->small;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, 1e6F, 0, text.c_str());
    draw->AddCircleFilled(centre, frame.px(8.5), open ? palette.accent : palette.canvas);
    draw->AddCircle(centre, frame.px(8.5), palette.accent, 0, frame.px(1));
    draw->AddText(font, font->FontSize,
                  {std::round(centre.x - size.x / 2), std::round(centre.y - size.y / 2)},
                  open ? palette.canvas : palette.text, text.c_str());
}

}  // namespace

float lesson_width(const Frame& frame, float window_width) {
    if (!is_open(frame)) return 0;
    return std::floor(std::min(frame.px(note_width), window_width * static_cast<float>(note_share)));
}

void lesson_note(Frame& frame) {
    const Lesson& lesson = lessons().at(static_cast<std::size_t>(frame.state.lesson - 1));
    const auto& fonts = *frame.ui.fonts;
    const Palette& palette = frame.ui.palette;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    imgui::begin_bordered_child("lesson", {0, 0});
    frame.ui.widgets.note("lesson", {corner.x, corner.y, room.x, room.y});
    step_buttons(frame);
    gap(frame, 4);
    wrapped_text(fonts.strong, palette.text, lesson.title);
    gap(frame, 4);
    const float width = ImGui::GetContentRegionAvail().x;
    for (const char* formula : lesson.formulas) {
        const bool fits = fonts.strong->CalcTextSizeA(fonts.strong->FontSize, 1e6F, 0, formula).x <= width;
        wrapped_text(fits ? fonts.strong : fonts.body, palette.accent, formula);
    }
    gap(frame, 4);
    wrapped_text(fonts.body, palette.text, lesson.words);
    gap(frame, 6);
    readings(frame);
    gap(frame, 6);
    wrapped_text(fonts.small, palette.text_dim, lesson.source);
    wrapped_text(fonts.small, palette.text_dim,
                 "At more length: docs/maths.md, section " + std::to_string(frame.state.lesson) + ".");
    if (!lesson.controls.empty())
        wrapped_text(fonts.small, palette.text_dim,
                     "Framed: its controls and figures. Click any that has a number to see its step.");
    ImGui::EndChild();
}

void lesson_marks(Frame& frame) {
    if (!is_open(frame) || ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) return;
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    for (const auto& [name, widget] : frame.ui.widgets.all()) {
        const auto number = lesson_of(name);
        if (!number || !widget.in_view) continue;
        badge(frame, widget.rect, kind_of(name), *number, *number == frame.state.lesson);
        if (clicked && contains(widget.rect, ImGui::GetIO().MousePos)) frame.ask(ShowLesson{*number});
    }
}

}  // namespace siftscope
