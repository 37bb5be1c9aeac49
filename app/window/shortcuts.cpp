#include "app/window/shortcuts.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <GLFW/glfw3.h>

namespace siftscope {

namespace {

struct NamedKey {
    std::string_view name;
    int key;
};

constexpr std::array named_keys = {
    NamedKey{"left", GLFW_KEY_LEFT},
    NamedKey{"right", GLFW_KEY_RIGHT},
    NamedKey{"up", GLFW_KEY_UP},
    NamedKey{"down", GLFW_KEY_DOWN},
    NamedKey{"enter", GLFW_KEY_ENTER},
    NamedKey{"return", GLFW_KEY_ENTER},
    NamedKey{"escape", GLFW_KEY_ESCAPE},
    NamedKey{"esc", GLFW_KEY_ESCAPE},
    NamedKey{"tab", GLFW_KEY_TAB},
    NamedKey{"space", GLFW_KEY_SPACE},
    NamedKey{"backspace", GLFW_KEY_BACKSPACE},
    NamedKey{"delete", GLFW_KEY_DELETE},
    NamedKey{"home", GLFW_KEY_HOME},
    NamedKey{"end", GLFW_KEY_END},
    NamedKey{"pageup", GLFW_KEY_PAGE_UP},
    NamedKey{"pagedown", GLFW_KEY_PAGE_DOWN},
    NamedKey{"insert", GLFW_KEY_INSERT},
    NamedKey{"plus", GLFW_KEY_KP_ADD},
    NamedKey{"minus", GLFW_KEY_MINUS},
};

/// Signs by the key of a US keyboard that makes them.
constexpr std::array sign_keys = {
    NamedKey{"-", GLFW_KEY_MINUS},        NamedKey{"=", GLFW_KEY_EQUAL},
    NamedKey{"/", GLFW_KEY_SLASH},        NamedKey{".", GLFW_KEY_PERIOD},
    NamedKey{",", GLFW_KEY_COMMA},        NamedKey{";", GLFW_KEY_SEMICOLON},
    NamedKey{"[", GLFW_KEY_LEFT_BRACKET}, NamedKey{"]", GLFW_KEY_RIGHT_BRACKET},
};

std::optional<int> key_of(std::string_view lower_case) {
    if (lower_case.size() == 1) {
        const char c = lower_case[0];
        if (c >= 'a' && c <= 'z') return GLFW_KEY_A + (c - 'a');
        if (c >= '0' && c <= '9') return GLFW_KEY_0 + (c - '0');
        for (const auto& [name, key] : sign_keys)
            if (name == lower_case) return key;
        return std::nullopt;
    }
    if (lower_case.size() <= 3 && lower_case[0] == 'f') {
        int number = 0;
        for (const char c : lower_case.substr(1)) {
            if (c < '0' || c > '9') return std::nullopt;
            number = number * 10 + (c - '0');
        }
        if (number >= 1 && number <= 12) return GLFW_KEY_F1 + number - 1;
        return std::nullopt;
    }
    for (const auto& [name, key] : named_keys)
        if (name == lower_case) return key;
    return std::nullopt;
}

bool edits_text(int key, bool ctrl) {
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F25) return false;
    if (key == GLFW_KEY_ESCAPE) return false;
    if (!ctrl || key < GLFW_KEY_A || key > GLFW_KEY_Z) return true;
    constexpr std::array editing = {GLFW_KEY_A, GLFW_KEY_C, GLFW_KEY_V, GLFW_KEY_X, GLFW_KEY_Y, GLFW_KEY_Z};
    return std::find(editing.begin(), editing.end(), key) != editing.end();
}

}  // namespace

std::optional<Chord> parse_chord(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    Chord chord;
    std::string_view rest = lower;
    for (bool more = true; more;) {
        more = false;
        for (const auto& [prefix, flag] : {std::pair{std::string_view("ctrl+"), &chord.ctrl},
                                           std::pair{std::string_view("shift+"), &chord.shift},
                                           std::pair{std::string_view("alt+"), &chord.alt}}) {
            if (rest.size() <= prefix.size() || rest.substr(0, prefix.size()) != prefix || *flag) continue;
            *flag = true;
            rest.remove_prefix(prefix.size());
            more = true;
        }
    }
    if (rest == "+") {
        chord.key = GLFW_KEY_EQUAL;
        chord.shift = true;
        return chord;
    }
    if (rest == "?") {
        chord.key = GLFW_KEY_SLASH;
        chord.shift = true;
        return chord;
    }
    const auto key = key_of(rest);
    if (!key) return std::nullopt;
    chord.key = *key;
    return chord;
}

bool ShortcutQueue::pressed(Chord chord) {
    const auto found = std::find(presses_.begin(), presses_.end(), chord);
    if (found == presses_.end()) return false;
    presses_.erase(found);
    return true;
}

bool ShortcutQueue::typed(char c) {
    const auto found = std::find(characters_.begin(), characters_.end(), c);
    if (found == characters_.end()) return false;
    characters_.erase(found);
    return true;
}

void ShortcutQueue::on_key(int key, int action, int mods, bool editing_text) {
    if (action == GLFW_RELEASE) {
        held_.erase(key);
        return;
    }
    const Chord chord{key, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0,
                      (mods & GLFW_MOD_ALT) != 0};
    if (editing_text && edits_text(key, chord.ctrl)) return;
    if (action == GLFW_PRESS) held_.insert(key);
    presses_.push_back(chord);
}

void ShortcutQueue::on_character(unsigned int code_point, bool editing_text) {
    if (!editing_text && code_point < 128) characters_.push_back(static_cast<char>(code_point));
}

void ShortcutQueue::on_focus_lost() {
    held_.clear();
}

void ShortcutQueue::end_frame() {
    presses_.clear();
    characters_.clear();
}

}  // namespace siftscope
