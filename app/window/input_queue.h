#pragma once

#include <deque>
#include <variant>

#include "app/window/geometry.h"

namespace siftscope {

namespace input {

struct PointerAt {
    ScreenPoint point;  ///< may lie between pixels
};
struct PointerGone {};
struct Button {
    int button = 0;  ///< 0 left, 1 right, 2 middle
    bool down = false;
};
struct Wheel {
    float x = 0;
    float y = 0;  ///< notches, positive away from the person
};
struct Key {
    int key = 0;  ///< GLFW key code
    bool down = false;
    int mods = 0;  ///< GLFW modifier bits after this event
};
struct Character {
    unsigned int code_point = 0;
};
struct Focus {
    bool gained = false;
};

using Event = std::variant<PointerAt, PointerGone, Button, Wheel, Key, Character, Focus>;

}  // namespace input

/// Hands mouse and keyboard events to Dear ImGui in the order in which they came, spread over frames so that
/// none is lost: a press and a release are seen in two frames, a click where the pointer was when it
/// happened. ImGui has such a queue since 1.87; 1.86 reads only the latest state, so there this one does the
/// spreading. Events of a person and of a script take the same way.
class InputQueue {
  public:
    void push(const input::Event& event) { events_.push_back(event); }

    /// Call between the platform back end's NewFrame and ImGui::NewFrame.
    void feed_imgui();
    /// Call after ImGui::NewFrame, which drops the fraction of the pointer's position. With it, a slider
    /// reaches values that lie between two pixels.
    void restore_fraction();

    /// Whether events are left for the next frame.
    [[nodiscard]] bool pending() const { return !events_.empty(); }

  private:
    std::deque<input::Event> events_;
    ScreenPoint pointer_{};
    bool pointer_present_ = false;
    bool buttons_[3] = {};
};

}  // namespace siftscope
