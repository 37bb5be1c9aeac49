// The single actions of ScriptRunner: where to point, what to press, how a value gets into a widget.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <utility>

#include <GLFW/glfw3.h>

#include "app/window/glfw_window.h"
#include "app/window/imgui_compat.h"
#include "app/window/script_runner.h"
#include "app/window/utf8.h"

namespace siftscope {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// What a US keyboard types for the chord; 0 for keys that type nothing.
unsigned int character_of(Chord chord) {
    if (chord.ctrl || chord.alt) return 0;
    if (chord.key >= GLFW_KEY_A && chord.key <= GLFW_KEY_Z) {
        const int letter = chord.key - GLFW_KEY_A;
        return static_cast<unsigned int>((chord.shift ? 'A' : 'a') + letter);
    }
    if (chord.key == GLFW_KEY_KP_ADD) return '+';
    if (!chord.shift && chord.key >= GLFW_KEY_SPACE && chord.key <= GLFW_KEY_GRAVE_ACCENT)
        return static_cast<unsigned int>(chord.key);  // GLFW names these keys by their ASCII character
    if (chord.key == GLFW_KEY_EQUAL) return '+';
    if (chord.key == GLFW_KEY_SLASH) return '?';
    return 0;
}

int mods_of(Chord chord) {
    return (chord.ctrl ? GLFW_MOD_CONTROL : 0) | (chord.shift ? GLFW_MOD_SHIFT : 0) |
           (chord.alt ? GLFW_MOD_ALT : 0);
}

}  // namespace

/// Unfolds and scrolls until the widget is in view and stands still.
ScriptRunner::Action ScriptRunner::reach(std::string name) {
    struct Attempt {
        int frames = 0;
        int scrolls = 0;
        std::optional<Rect> before;
        Clock::time_point start = Clock::now();
    };
    auto attempt = std::make_shared<Attempt>();
    return [this, name = std::move(name), attempt]() -> After {
        constexpr int patience_frames = 30;
        const bool patient =
            ++attempt->frames < patience_frames || Clock::now() - attempt->start < std::chrono::seconds(2);
        const Widget* target = host_.ui.widgets.find(name);
        if (target == nullptr) {
            if (!patient) throw failure(unknown(name));
            if (const auto header = host_.ui.widgets.fold_over(name))
                insert(click_actions(*header, std::nullopt));
            return After::again;
        }
        if (!target->in_view) {
            if (!patient || attempt->scrolls > 6)
                throw failure("'" + name + "' is out of view; make the window larger");
            // The scroll takes effect one frame after the widget has been drawn.
            if (attempt->frames % 3 == 1) {
                host_.ui.widgets.scroll_to(name);
                ++attempt->scrolls;
            }
            return After::again;
        }
        const bool still = attempt->before == target->rect;
        attempt->before = target->rect;
        return still || !patient ? After::same_frame : After::again;
    };
}

ScreenPoint ScriptRunner::place(const Widget& target, const std::optional<step::Point>& at) const {
    if (!at) return target.rect.centre();
    if (target.to_screen) return target.to_screen(at->x, at->y);
    return {target.rect.x + static_cast<float>(at->x), target.rect.y + static_cast<float>(at->y)};
}

void ScriptRunner::move_pointer(ScreenPoint to) {
    pointer_ = to;
    host_.window.input.push(input::PointerAt{to});
}

ScriptRunner::Action ScriptRunner::point_at(std::string name, std::optional<step::Point> at) {
    return [this, name = std::move(name), at] {
        const Widget& target = widget(name);
        const ScreenPoint point = place(target, at);
        if (at && !target.rect.contains(point))
            throw failure("that position lies outside of '" + name + "' as it is shown now");
        move_pointer(point);
        return After::next_frame;
    };
}

ScriptRunner::Action ScriptRunner::point_at_value(std::string name, double value) {
    return [this, name = std::move(name), value] {
        move_pointer(widget(name).point_of_value(value));
        return After::next_frame;
    };
}

/// ImGui keeps the distance between the pointer and the middle of a grab that was taken off-centre: what is
/// missing to `value` is made up for while the button is still down.
ScriptRunner::Action ScriptRunner::correct_value(std::string name, double value) {
    auto tries = std::make_shared<int>(0);
    return [this, name = std::move(name), value, tries] {
        const Widget& slider = widget(name);
        const double missing =
            std::clamp(value, std::min(slider.v_min, slider.v_max), std::max(slider.v_min, slider.v_max)) -
            std::stod(slider.value);
        const double range = slider.v_max - slider.v_min;
        if (range == 0 || std::abs(missing) <= 1e-7 * std::abs(range) || ++*tries > 4)
            return After::same_frame;
        move_pointer({pointer_.x + static_cast<float>(missing / range) * slider.grab.width, pointer_.y});
        insert({settle(2)});
        return After::again;
    };
}

ScriptRunner::Action ScriptRunner::button(bool down) {
    return [this, down] {
        host_.window.input.push(input::Button{0, down});
        return After::next_frame;
    };
}

ScriptRunner::Action ScriptRunner::key(Chord chord, bool down) {
    return [this, chord, down] {
        mods_ = down ? mods_of(chord) : 0;
        host_.window.key_event(chord.key, down ? GLFW_PRESS : GLFW_RELEASE, mods_);
        if (const unsigned int typed = character_of(chord); down && typed != 0)
            host_.window.character_event(typed);
        return After::next_frame;
    };
}

ScriptRunner::Action ScriptRunner::character(unsigned int code_point) {
    return [this, code_point] {
        host_.window.character_event(code_point);
        return After::next_frame;
    };
}

ScriptRunner::Action ScriptRunner::settle(int frames) {
    return [left = frames]() mutable { return --left > 0 ? After::again : After::next_frame; };
}

ScriptRunner::Action ScriptRunner::until(std::function<bool()> done, double seconds, std::string otherwise) {
    auto start = std::make_shared<std::optional<Clock::time_point>>();
    return [this, done = std::move(done), seconds, otherwise = std::move(otherwise), start] {
        if (!start->has_value()) *start = Clock::now();
        if (done()) return After::same_frame;
        if (Clock::now() - **start > std::chrono::duration<double>(seconds)) throw failure(otherwise);
        waiting_ = true;
        return After::again;
    };
}

std::vector<ScriptRunner::Action> ScriptRunner::click_actions(const std::string& name,
                                                              std::optional<step::Point> at) {
    return {reach(name), point_at(name, at), settle(1), button(true), button(false), settle(2)};
}

std::vector<ScriptRunner::Action> ScriptRunner::key_actions(Chord chord) {
    return {key(chord, true), key(chord, false)};
}

std::vector<ScriptRunner::Action> ScriptRunner::text_actions(const std::string& text) {
    std::vector<Action> actions;
    for (const unsigned int point : code_points(text)) actions.push_back(character(point));
    return actions;
}

std::vector<ScriptRunner::Action> ScriptRunner::replace_text_actions(const std::string& name,
                                                                     const std::string& text) {
    const bool slider = widget(name).kind == WidgetKind::slider;
    const Chord control{GLFW_KEY_LEFT_CONTROL, true, false, false};
    std::vector<Action> actions = {reach(name), point_at(name, std::nullopt), settle(1)};
    if (slider) actions.push_back(key(control, true));
    actions.push_back(button(true));
    actions.push_back(button(false));
    if (slider) actions.push_back(key(control, false));
    actions.push_back(until([] { return ImGui::GetIO().WantTextInput; }, 5,
                            "'" + name + "' does not let a value be typed"));
    for (Action& action : key_actions({GLFW_KEY_A, true, false, false})) actions.push_back(std::move(action));
    if (text.empty())
        for (Action& action : key_actions({GLFW_KEY_BACKSPACE, false, false, false}))
            actions.push_back(std::move(action));
    for (Action& action : text_actions(text)) actions.push_back(std::move(action));
    for (Action& action : key_actions({GLFW_KEY_ENTER, false, false, false}))
        actions.push_back(std::move(action));
    actions.push_back(settle(2));
    return actions;
}

void ScriptRunner::set_checkbox(const std::string& name, const Widget& box, const std::string& wanted) {
    const std::string value = lower(wanted);
    const bool on = value == "true" || value == "on" || value == "yes" || value == "1";
    const bool off = value == "false" || value == "off" || value == "no" || value == "0";
    if (!on && !off)
        throw failure("'" + wanted + "' is neither on nor off, which is what '" + name + "' can be");
    if ((box.value == "true") != on) insert(click_actions(name, std::nullopt));
}

void ScriptRunner::choose(const std::string& name, const Widget& combo, const std::string& wanted) {
    std::string option;
    std::string offered;
    for (const std::string& candidate : combo.options) {
        offered += (offered.empty() ? "" : ", ") + candidate;
        if (option.empty() && lower(candidate) == lower(wanted)) option = candidate;
    }
    if (option.empty()) throw failure("'" + name + "' does not offer '" + wanted + "'; it offers " + offered);
    const std::string entry = WidgetRegistry::option_name(name, option);
    std::vector<Action> actions;
    if (host_.ui.widgets.find(entry) == nullptr) actions = click_actions(name, std::nullopt);
    for (Action& action : click_actions(entry, std::nullopt)) actions.push_back(std::move(action));
    insert(std::move(actions));
}

}  // namespace siftscope
