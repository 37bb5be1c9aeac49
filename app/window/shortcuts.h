#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct GLFWwindow;

namespace siftscope {

/// A key with its modifiers. `key` is a GLFW key code (GLFW_KEY_O), which names the key by its place on a US
/// keyboard for signs and by its letter otherwise.
struct Chord {
    int key = 0;
    bool ctrl = false;
    bool shift = false;
    bool alt = false;

    friend bool operator==(const Chord&, const Chord&) = default;
};

/// "Ctrl+Shift+C", "F1", "Left", "+", "?": empty when it is none of these. Case does not matter.
[[nodiscard]] std::optional<Chord> parse_chord(std::string_view text);

/// The keys pressed since the last frame. Keys come from a GLFW callback of our own rather than from Dear
/// ImGui: its 1.86 looks at the keyboard once a frame and loses what is pressed and released in between.
///
/// While a text field is being edited, keys that edit text are not queued: everything but function keys,
/// Escape and Ctrl+letter other than A, C, V, X, Y, Z.
class ShortcutQueue {
  public:
    /// True once for each time that exactly this chord was pressed (or repeated while held).
    [[nodiscard]] bool pressed(Chord chord);
    /// True once for each typed character `c`, whatever key of the keyboard's layout makes it: for '?', '+',
    /// '-'.
    [[nodiscard]] bool typed(char c);
    /// Whether the key is held now; a press that began while text was edited does not count.
    [[nodiscard]] bool held(int key) const { return held_.contains(key); }

    /// For the window: what the callbacks heard. `editing_text` is ImGui's WantTextInput.
    void on_key(int key, int action, int mods, bool editing_text);
    void on_character(unsigned int code_point, bool editing_text);
    /// All keys count as released: the window lost the focus.
    void on_focus_lost();
    /// Forgets what no one asked for; called by the window after a frame.
    void end_frame();

  private:
    std::vector<Chord> presses_;
    std::vector<char> characters_;
    std::set<int> held_;
};

}  // namespace siftscope
