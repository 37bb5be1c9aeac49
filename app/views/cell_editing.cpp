#include "app/views/cell_editing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <GLFW/glfw3.h>

#include "app/model/format_number.h"
#include "app/views/gradient_stories.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double units_per_step = 8;
constexpr double arrow_step = 0.1;
constexpr int steps_each_way = 50;  // that a script can drag at once

/// Without the dust that adding tenths leaves.
double tidy(double number) {
    const double rounded = std::round(number * 1e9) / 1e9;
    return std::abs(number) < 1e6 ? rounded : number;
}

void begin_entry(GradientScreen& screen, const CellPick& pick, std::string text, bool select) {
    screen.entry = CellEntry{pick, std::move(text), select, false, ImGui::GetFrameCount()};
    screen.pinned = pick;
    screen.drag.reset();
}

}  // namespace

void follow_pointer(Frame& frame, GradientScreen& screen, const SolvedLab& solved, const ShownTensor& shown,
                    const std::optional<CellPick>& hovered, bool draggable) {
    if (!hovered || hovered->tensor != shown.name || !ImGui::IsItemHovered()) return;
    if (shown.given)
        ImGui::SetMouseCursor(draggable ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_TextInput);
    if (!ImGui::IsMouseClicked(0)) return;
    if (screen.entry && screen.entry->cell == *hovered) return;
    const double number = number_now(screen, shown, hovered->flat, numbers_of(solved, shown)[hovered->flat]);
    if (shown.given && (ImGui::GetIO().KeyCtrl || ImGui::IsMouseDoubleClicked(0)))
        return begin_entry(screen, *hovered, shortest_text(number), true);
    if (!draggable) return;
    screen.drag = CellDrag{*hovered, number, ImGui::GetIO().MousePos.x, false};
    frame.ask(gradient::Pin{hovered});
}

void follow_drag(Frame& frame, GradientScreen& screen, const SolvedLab& solved) {
    if (!screen.drag) return;
    if (!ImGui::IsMouseDown(0)) {
        screen.drag.reset();
        return;
    }
    const auto shown = find_tensor(solved, screen.drag->cell.tensor);
    if (!shown || !shown->given) return;
    const double units = static_cast<double>(ImGui::GetIO().MousePos.x - screen.drag->pressed_x) /
                         static_cast<double>(frame.ui.scale);
    const double steps = std::round(units / units_per_step);
    if (steps == 0 && !screen.drag->moved) return;
    const double number = tidy(screen.drag->start + steps * arrow_step * (ImGui::GetIO().KeyShift ? 10 : 1));
    const nn::Tensor* given = given_tensor(screen.state->problem, cell_of(*shown, screen.drag->cell.flat));
    if (given == nullptr || (*given)[screen.drag->cell.flat] == number) return;
    frame.ask(gradient::SetNumber{screen.drag->cell, number, screen.drag->moved});
    screen.drag->moved = true;
}

void edit_cell(Frame& frame, GradientScreen& screen, const Rect& cell) {
    CellEntry& entry = *screen.entry;
    entry.frame = ImGui::GetFrameCount();
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%s", entry.text.c_str());
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({cell.x, cell.y + (cell.height - ImGui::GetFrameHeight()) / 2});
    ImGui::SetNextItemWidth(cell.width);
    if (!entry.begun) ImGui::SetKeyboardFocusHere(0);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(4), frame.px(4)});
    const auto unselect = [](ImGuiInputTextCallbackData* data) {
        auto& now = *static_cast<CellEntry*>(data->UserData);
        if (now.select) return 0;
        now.select = true;
        data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
        return 0;
    };
    const bool entered = ImGui::InputText(
        "##entry", buffer, sizeof buffer,
        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways, unselect, &entry);
    ImGui::PopStyleVar();
    const bool active = ImGui::IsItemActive();
    ImGui::SetCursorScreenPos(cursor);
    if (active || entered) entry.text = buffer;
    if (active) entry.begun = true;
    if (!entry.begun) frame.ui.wake();
    if (entered || (entry.begun && !active)) {
        frame.ask(gradient::TypeNumber{entry.cell, entry.text});
        screen.entry.reset();
    }
}

void cell_keys(Frame& frame, GradientScreen& screen) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    if (screen.result == nullptr) return;
    const SolvedLab& solved = *screen.result->solved;
    if (screen.entry) {
        if (keys.pressed({GLFW_KEY_ESCAPE}) || screen.entry->frame + 3 < ImGui::GetFrameCount()) {
            screen.entry.reset();
            return;
        }
        // What is typed before the text field has the keyboard.
        if (!screen.entry->begun)
            for (const char letter : std::string("0123456789.-+eE"))
                while (keys.typed(letter)) screen.entry->text += letter;
        return;
    }
    if (!screen.pinned) return;
    const auto shown = find_tensor(solved, screen.pinned->tensor);
    if (!shown) return;
    const std::size_t size = numbers_of(solved, *shown).size();
    CellPick pin = *screen.pinned;
    while (keys.pressed({GLFW_KEY_LEFT})) pin.flat = pin.flat > 0 ? pin.flat - 1 : 0;
    while (keys.pressed({GLFW_KEY_RIGHT})) pin.flat = std::min(pin.flat + 1, size - 1);
    if (pin != *screen.pinned) frame.ask(gradient::Pin{pin});
    if (!shown->given) return;
    double change = 0;
    while (keys.pressed({GLFW_KEY_UP})) change += arrow_step;
    while (keys.pressed({GLFW_KEY_DOWN})) change -= arrow_step;
    while (keys.pressed({GLFW_KEY_UP, false, true})) change += 10 * arrow_step;
    while (keys.pressed({GLFW_KEY_DOWN, false, true})) change -= 10 * arrow_step;
    const nn::Tensor* given = given_tensor(screen.state->problem, cell_of(*shown, pin.flat));
    if (given == nullptr || pin.flat >= given->size()) return;
    if (change != 0) frame.ask(gradient::SetNumber{pin, tidy((*given)[pin.flat] + change), false});
    if (keys.pressed({GLFW_KEY_ENTER}) || keys.pressed({GLFW_KEY_F2}))
        return begin_entry(screen, pin, shortest_text((*given)[pin.flat]), true);
    for (const char letter : std::string("0123456789.-"))
        if (keys.typed(letter)) return begin_entry(screen, pin, std::string(1, letter), false);
}

double number_now(const GradientScreen& screen, const ShownTensor& shown, std::size_t flat, double solved) {
    const nn::Tensor* given = given_tensor(screen.state->problem, cell_of(shown, flat));
    return given != nullptr && flat < given->size() ? (*given)[flat] : solved;
}

void note_draggable_cell(Frame& frame, const GradientScreen& screen, const CellPick& pick,
                         const std::string& name, double number, const Rect& cell) {
    const bool dragged = screen.drag && screen.drag->cell == pick;
    const double base = dragged ? screen.drag->start : number;
    const float middle = dragged ? screen.drag->pressed_x : cell.centre().x;
    const float reach = frame.px(units_per_step * steps_each_way);
    frame.ui.widgets.note_value(name, number, base - arrow_step * steps_each_way,
                                base + arrow_step * steps_each_way, cell,
                                {middle - reach, cell.y, 2 * reach, cell.height});
}

}  // namespace siftscope
