#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "app/model/setting_names.h"
#include "app/views/frame.h"

namespace siftscope {

/// What the labels of a column of controls take of its width.
inline constexpr double label_share = 0.37;

/// A number that the user sets with a slider or by typing.
struct Number {
    const char* name;     ///< in the widget registry
    const char* label;    ///< on screen
    const char* tooltip;  ///< a sentence or two: what it does, unit, source
    double low = 0;       ///< ends of the slider; any number can be typed
    double high = 1;
    int decimals = 0;  ///< of the steps that the slider takes
    const char* unit = "";
    bool whole = false;               ///< an integer
    const char* zero_word = nullptr;  ///< what 0 stands for
};

/// The text of a number beside its slider: at least `decimals` digits after the point, more when typed.
[[nodiscard]] std::string value_text(const Number& number, double value);

/// Slider alone, `width` pixels wide: drag it, Ctrl+click or double-click it to type. True when `value` was
/// changed. `origin`: where the filled part of the track begins.
bool number_slider(Frame& frame, const Number& number, double& value, float width, double origin);

/// A line of the settings column: label, slider, value (click it to type) and, when `value` is not
/// `standard`, a button that sets it back. True when it was changed.
bool number_row(Frame& frame, const Number& number, double& value, double standard);

/// A line with a check box.
bool check_row(Frame& frame, const char* name, const char* label, const char* tooltip, bool& value);

/// A line with a choice: `words` as the command line spells the options, `labels` as the screen does.
bool choice_row(Frame& frame, const char* name, const char* label, const char* tooltip,
                std::span<const char* const> words, std::span<const char* const> labels, std::size_t& chosen);

/// The same for an enumeration with the words of setting_names.h.
template <class Enum, std::size_t count>
bool enum_row(Frame& frame, const char* name, const char* label, const char* tooltip,
              const std::array<Named<Enum>, count>& names, const std::array<const char*, count>& labels,
              Enum& value) {
    std::array<const char*, count> words{};
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < count; ++i) {
        words[i] = names[i].name;
        if (names[i].value == value) chosen = i;
    }
    if (!choice_row(frame, name, label, tooltip, words, labels, chosen)) return false;
    value = names[chosen].value;
    return true;
}

/// A heading with, when `offer_reset`, a button `reset_name` that sets its section back: true when clicked.
bool section(Frame& frame, const char* title, const char* reset_name, bool offer_reset);

/// A text that is a button without a frame; registered as `name`.
bool text_button(Frame& frame, const char* name, const char* label, const char* tooltip);

/// Explains the item just drawn while the pointer rests on it and no button is down.
void explain(const char* text);

/// ImGui's number of the item that is held or edited; 0 when none is.
[[nodiscard]] unsigned held_item();

/// Text in the small, dimmed font.
void caption(Frame& frame, const char* text);

}  // namespace siftscope
