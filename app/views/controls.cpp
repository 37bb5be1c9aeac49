#include "app/views/controls.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include <imgui_internal.h>

#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double narrow = 240;  // below this width, in units of design, a label stands above its control
constexpr double value_width = 62;
constexpr double reset_width = 20;

std::string format_of(const Number& number) {
    return number.whole ? "%d" : "%." + std::to_string(number.decimals) + "f";
}

std::string printed(const Number& number, double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", number.decimals, value);
    return text;
}

bool draw_imgui_slider(const Number& number, const std::string& id, double& value) {
    const std::string format = format_of(number);
    if (!number.whole)
        return ImGui::SliderScalar(id.c_str(), ImGuiDataType_Double, &value, &number.low, &number.high,
                                   format.c_str());
    const auto low = static_cast<std::int32_t>(number.low);
    const auto high = static_cast<std::int32_t>(number.high);
    auto whole = static_cast<std::int32_t>(value);
    const bool changed =
        ImGui::SliderScalar(id.c_str(), ImGuiDataType_S32, &whole, &low, &high, format.c_str());
    value = whole;
    return changed;
}

// ImGui's slider does the work; what is seen is a thin track and a knob where it has its grab.
void paint_slider(Frame& frame, const Widget& widget, double value, double origin, bool hot) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float y = widget.rect.y + widget.rect.height / 2;
    const float x = widget.point_of_value(value).x;
    const float from = widget.point_of_value(origin).x;
    const float half = frame.px(2);
    const ImU32 rest = ImGui::GetColorU32(ImGuiCol_FrameBgActive);
    const ImU32 accent = ImGui::GetColorU32(ImGuiCol_SliderGrab);
    draw->AddRectFilled({widget.rect.x + frame.px(2), y - half},
                        {widget.rect.x + widget.rect.width - frame.px(2), y + half}, rest, half);
    draw->AddRectFilled({std::min(x, from), y - half}, {std::max(x, from), y + half}, accent, half);
    if (hot) draw->AddCircleFilled({x, y}, frame.px(11), (accent & 0x00FFFFFFU) | 0x40000000U);
    draw->AddCircleFilled({x, y}, frame.px(7), accent);
}

// Where a row's control goes: x from the window's left edge, and the width up to the column's right edge.
struct ControlPlace {
    float x = 0;
    float width = 0;
};

// Writes a row's label, beside or above the place that it returns; the cursor is left there.
ControlPlace row_label(Frame& frame, const char* label, const char* tooltip) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX();
    const float share = width * static_cast<float>(label_share);
    const bool above = width < frame.px(narrow);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(label);
    explain(tooltip);
    if (above) return {left, width};
    ImGui::SameLine(left + share, 0);
    return {left + share, width - share};
}

// Takes in what ImGui made of a number being typed; true when a finished one differs from `value`.
bool follow_entry(NumberEntry& entry, const Number& number, bool typing_now, bool changed, double edited,
                  double& value) {
    const bool typed_before = entry.name == number.name;
    if (typing_now) {
        if (!typed_before) {
            entry = {};
            entry.name = number.name;
            entry.start = entry.draft = value;
        }
        if (changed && typed_before) entry.draft = edited;
        entry.frame = ImGui::GetFrameCount();
        return false;
    }
    if (!typed_before) {
        if (changed) value = edited;
        return changed;
    }
    const double final_value = changed ? edited : entry.draft;
    // Left untouched, the text is the value as printed: no reason to round it.
    const bool untouched = printed(number, final_value) == printed(number, entry.start) &&
                           final_value == std::strtod(printed(number, entry.start).c_str(), nullptr);
    const double start = entry.start;
    entry = {};
    if (untouched || final_value == start) return false;
    value = final_value;
    return true;
}

}  // namespace

std::string value_text(const Number& number, double value) {
    if (number.zero_word != nullptr && value == 0) return number.zero_word;
    std::string text = printed(number, value);
    if (std::abs(std::strtod(text.c_str(), nullptr) - value) > 1e-9 * std::max(1.0, std::abs(value))) {
        char longer[64];
        std::snprintf(longer, sizeof longer, "%.6g", value);
        text = longer;
    }
    return text + number.unit;
}

void explain(const char* text) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled) || ImGui::IsMouseDown(0)) return;
    imgui::item_tooltip(text);
}

unsigned held_item() {
    return ImGui::GetActiveID();
}

void caption(Frame& frame, const char* text) {
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.text_dim);
    ImGui::TextUnformatted(text);
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

bool number_slider(Frame& frame, const Number& number, double& value, float width, double origin) {
    NumberEntry& entry = frame.entry;
    if (entry.name == number.name && entry.frame + 1 < ImGui::GetFrameCount()) entry = {};
    const bool typing = entry.name == number.name;
    if (entry.requested == number.name) {
        entry.requested.clear();
        ImGui::SetKeyboardFocusHere(0);
    }

    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool under_pointer =
        ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(corner, {corner.x + width, corner.y + ImGui::GetFrameHeight()});
    // A double click types a number, as Ctrl+click does.
    ImGuiIO& io = ImGui::GetIO();
    const bool ctrl = io.KeyCtrl;
    if (under_pointer && ImGui::IsMouseDoubleClicked(0)) io.KeyCtrl = true;

    const std::string id = std::string("##") + number.name;
    double edited = typing ? entry.draft : value;
    constexpr ImGuiCol hidden[] = {ImGuiCol_FrameBg,    ImGuiCol_FrameBgHovered,   ImGuiCol_FrameBgActive,
                                   ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_Text};
    if (!typing)
        for (const ImGuiCol colour : hidden) ImGui::PushStyleColor(colour, 0U);
    ImGui::SetNextItemWidth(width);
    const bool changed = draw_imgui_slider(number, id, edited);
    if (!typing) ImGui::PopStyleColor(static_cast<int>(std::size(hidden)));
    io.KeyCtrl = ctrl;
    frame.ui.widgets.note_slider(number.name, edited, number.low, number.high, number.whole);

    const bool typing_now = ImGui::TempInputIsActive(ImGui::GetItemID());
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (ImGui::IsItemActive())
        entry.pressed = number.name;
    else if (entry.pressed == number.name && !ImGui::IsItemHovered())
        entry.pressed.clear();
    if (entry.pressed != number.name) explain(number.tooltip);
    if (typing_now != typing) frame.ui.wake();
    if (!typing && !typing_now)
        paint_slider(frame, *frame.ui.widgets.find(number.name), edited, origin,
                     hot && ImGui::GetStyle().Alpha > 0.9F);
    return follow_entry(entry, number, typing_now, changed, edited, value);
}

bool number_row(Frame& frame, const Number& number, double& value, double standard) {
    ImGui::PushID(number.name);
    const ControlPlace place = row_label(frame, number.label, number.tooltip);
    const float slider = place.width - frame.px(value_width + reset_width);
    bool changed = number_slider(frame, number, value, slider, number.low);

    ImGui::SameLine(place.x + slider, 0);
    const std::string text = value_text(number, value);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 cell{frame.px(value_width), ImGui::GetFrameHeight()};
    if (ImGui::InvisibleButton("value", cell)) frame.entry.requested = number.name;
    explain("Click to type a number.");
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    ImGui::GetWindowDrawList()->AddText(
        {corner.x + cell.x - size.x, corner.y + (cell.y - size.y) / 2},
        ImGui::GetColorU32(value == standard ? ImGuiCol_TextDisabled : ImGuiCol_Text), text.c_str());

    ImGui::SameLine(place.x + place.width - frame.px(reset_width), 0);
    if (value != standard) {
        if (text_button(frame, (std::string("reset_") + number.name).c_str(), "\u21ba",
                        ("Back to " + value_text(number, standard)).c_str())) {
            value = standard;
            changed = true;
        }
    } else {
        ImGui::Dummy({1, ImGui::GetFrameHeight()});
    }
    ImGui::PopID();
    return changed;
}

bool check_row(Frame& frame, const char* name, const char* label, const char* tooltip, bool& value) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX();
    const bool label_first = width >= frame.px(narrow);
    const auto say = [&] {
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted(label);
        explain(tooltip);
    };
    if (label_first) {
        say();
        ImGui::SameLine(left + width * static_cast<float>(label_share), 0);
    }
    const bool changed = ImGui::Checkbox((std::string("##") + name).c_str(), &value);
    frame.ui.widgets.note_checkbox(name, value);
    explain(tooltip);
    if (!label_first) {
        ImGui::SameLine();
        say();
    }
    return changed;
}

bool choice_row(Frame& frame, const char* name, const char* label, const char* tooltip,
                std::span<const char* const> words, std::span<const char* const> labels,
                std::size_t& chosen) {
    const ControlPlace place = row_label(frame, label, tooltip);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{place.width - frame.px(reset_width), ImGui::GetFrameHeight()};

    const std::size_t now = chosen;
    ImGui::PushID(name);
    ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0.0F, 0.5F});
    const bool clicked = ImGui::Button(labels[now], size);
    ImGui::PopStyleVar();
    frame.ui.widgets.note_combo(name, words[now], {words.begin(), words.end()});
    explain(tooltip);
    const ImVec2 tip{corner.x + size.x - frame.px(16), corner.y + size.y / 2};
    ImGui::GetWindowDrawList()->AddTriangleFilled({tip.x - frame.px(4), tip.y - frame.px(2)},
                                                  {tip.x + frame.px(4), tip.y - frame.px(2)},
                                                  {tip.x, tip.y + frame.px(3)}, frame.ui.palette.text_dim);

    if (clicked) ImGui::OpenPopup("options");
    bool changed = false;
    // Where the list would leave the window it is moved up, over its button.
    const float list = static_cast<float>(words.size()) * ImGui::GetTextLineHeightWithSpacing() +
                       2 * ImGui::GetStyle().WindowPadding.y;
    const float lowest = std::max(ImGui::GetIO().DisplaySize.y - list, 0.0F);
    ImGui::SetNextWindowPos({corner.x, std::min(corner.y + size.y + frame.px(2), lowest)});
    ImGui::SetNextWindowSizeConstraints({size.x, 0}, {size.x, 1e6F});
    if (ImGui::BeginPopup("options")) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (ImGui::Selectable(labels[i], i == now) && i != now) {
                chosen = i;
                changed = true;
            }
            frame.ui.widgets.note_option(name, words[i]);
        }
        ImGui::EndPopup();
    }
    ImGui::PopID();
    return changed;
}

bool text_button(Frame& frame, const char* name, const char* label, const char* tooltip) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::CalcTextSize(label);
    const ImVec2 cell{size.x + frame.px(4), ImGui::GetFrameHeight()};
    const bool clicked = ImGui::InvisibleButton(name, cell);
    frame.ui.widgets.note_item(name);
    const ImU32 colour = ImGui::IsItemHovered() ? frame.ui.palette.accent : frame.ui.palette.text_dim;
    ImGui::GetWindowDrawList()->AddText({corner.x + (cell.x - size.x) / 2, corner.y + (cell.y - size.y) / 2},
                                        colour, label);
    explain(tooltip);
    return clicked;
}

bool section(Frame& frame, const char* title, const char* reset_name, bool offer_reset) {
    ImGui::Dummy({1, frame.px(4)});
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(corner, {corner.x + width, corner.y}, frame.ui.palette.border);
    ImGui::Dummy({1, frame.px(2)});
    ImGui::AlignTextToFramePadding();
    ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.accent);
    ImGui::TextUnformatted(title);
    ImGui::PopStyleColor();
    if (reset_name == nullptr || !offer_reset) return false;
    ImGui::SameLine(left + width - ImGui::CalcTextSize("Defaults").x - frame.px(4), 0);
    return text_button(frame, reset_name, "Defaults", "Sets this section back to its defaults.");
}

}  // namespace siftscope
