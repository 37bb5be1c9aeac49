#include "app/window/input_queue.h"

#include <array>
#include <cfloat>
#include <cmath>
#include <type_traits>
#include <utility>

#include <GLFW/glfw3.h>

#include "app/window/imgui_compat.h"

namespace siftscope {

namespace {

#if IMGUI_VERSION_NUM >= 18700

ImGuiKey imgui_key(int key) {
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return static_cast<ImGuiKey>(ImGuiKey_A + (key - GLFW_KEY_A));
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return static_cast<ImGuiKey>(ImGuiKey_0 + (key - GLFW_KEY_0));
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12)
        return static_cast<ImGuiKey>(ImGuiKey_F1 + (key - GLFW_KEY_F1));
    constexpr std::array named = {
        std::pair{GLFW_KEY_TAB, ImGuiKey_Tab},
        std::pair{GLFW_KEY_LEFT, ImGuiKey_LeftArrow},
        std::pair{GLFW_KEY_RIGHT, ImGuiKey_RightArrow},
        std::pair{GLFW_KEY_UP, ImGuiKey_UpArrow},
        std::pair{GLFW_KEY_DOWN, ImGuiKey_DownArrow},
        std::pair{GLFW_KEY_PAGE_UP, ImGuiKey_PageUp},
        std::pair{GLFW_KEY_PAGE_DOWN, ImGuiKey_PageDown},
        std::pair{GLFW_KEY_HOME, ImGuiKey_Home},
        std::pair{GLFW_KEY_END, ImGuiKey_End},
        std::pair{GLFW_KEY_INSERT, ImGuiKey_Insert},
        std::pair{GLFW_KEY_DELETE, ImGuiKey_Delete},
        std::pair{GLFW_KEY_BACKSPACE, ImGuiKey_Backspace},
        std::pair{GLFW_KEY_SPACE, ImGuiKey_Space},
        std::pair{GLFW_KEY_ENTER, ImGuiKey_Enter},
        std::pair{GLFW_KEY_ESCAPE, ImGuiKey_Escape},
        std::pair{GLFW_KEY_KP_ENTER, ImGuiKey_KeypadEnter},
        std::pair{GLFW_KEY_LEFT_SHIFT, ImGuiKey_LeftShift},
        std::pair{GLFW_KEY_RIGHT_SHIFT, ImGuiKey_RightShift},
        std::pair{GLFW_KEY_LEFT_CONTROL, ImGuiKey_LeftCtrl},
        std::pair{GLFW_KEY_RIGHT_CONTROL, ImGuiKey_RightCtrl},
        std::pair{GLFW_KEY_LEFT_ALT, ImGuiKey_LeftAlt},
        std::pair{GLFW_KEY_RIGHT_ALT, ImGuiKey_RightAlt},
    };
    for (const auto& [glfw, imgui] : named)
        if (glfw == key) return imgui;
    return ImGuiKey_None;
}

void add_key(ImGuiIO& io, const input::Key& event) {
#if IMGUI_VERSION_NUM >= 18837
    io.AddKeyEvent(ImGuiMod_Ctrl, (event.mods & GLFW_MOD_CONTROL) != 0);
    io.AddKeyEvent(ImGuiMod_Shift, (event.mods & GLFW_MOD_SHIFT) != 0);
    io.AddKeyEvent(ImGuiMod_Alt, (event.mods & GLFW_MOD_ALT) != 0);
#else
    io.AddKeyEvent(ImGuiKey_ModCtrl, (event.mods & GLFW_MOD_CONTROL) != 0);
    io.AddKeyEvent(ImGuiKey_ModShift, (event.mods & GLFW_MOD_SHIFT) != 0);
    io.AddKeyEvent(ImGuiKey_ModAlt, (event.mods & GLFW_MOD_ALT) != 0);
#endif
    if (const ImGuiKey key = imgui_key(event.key); key != ImGuiKey_None) io.AddKeyEvent(key, event.down);
}

#endif

/// Whether a button is let go: not in the frame in which the pointer moved, as ImGui's controls follow the
/// pointer only while the button is down, and a drag that ends within a long frame would lose its end.
bool releases(const input::Event& event) {
    const auto* button = std::get_if<input::Button>(&event);
    return button != nullptr && !button->down;
}

}  // namespace

#if IMGUI_VERSION_NUM >= 18700

void InputQueue::feed_imgui() {
    ImGuiIO& io = ImGui::GetIO();
    bool moved = false;
    while (!events_.empty() && !(moved && releases(events_.front()))) {
        const input::Event next = std::move(events_.front());
        events_.pop_front();
        moved = moved || std::holds_alternative<input::PointerAt>(next);
        std::visit(
            [&](const auto& event) {
                using Kind = std::decay_t<decltype(event)>;
                if constexpr (std::is_same_v<Kind, input::PointerAt>) {
                    pointer_ = event.point;
                    pointer_present_ = true;
                    io.AddMousePosEvent(event.point.x, event.point.y);
                } else if constexpr (std::is_same_v<Kind, input::PointerGone>) {
                    pointer_present_ = false;
                    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
                } else if constexpr (std::is_same_v<Kind, input::Button>) {
                    io.AddMouseButtonEvent(event.button, event.down);
                } else if constexpr (std::is_same_v<Kind, input::Wheel>) {
                    io.AddMouseWheelEvent(event.x, event.y);
                } else if constexpr (std::is_same_v<Kind, input::Key>) {
                    add_key(io, event);
                } else if constexpr (std::is_same_v<Kind, input::Character>) {
                    io.AddInputCharacter(event.code_point);
                } else {
                    io.AddFocusEvent(event.gained);
                }
            },
            next);
    }
}

#else

void InputQueue::feed_imgui() {
    ImGuiIO& io = ImGui::GetIO();
    bool moved = false;
    bool button_changed = false;
    bool wheel_turned = false;
    bool key_changed = false;
    bool character_typed = false;
    // Takes the event, or leaves it and all that follow to the next frame (false).
    const auto take = [&](const input::Event& next) {
        if (const auto* at = std::get_if<input::PointerAt>(&next)) {
            if (button_changed || wheel_turned) return false;
            moved = true;
            pointer_ = at->point;
            pointer_present_ = true;
        } else if (std::holds_alternative<input::PointerGone>(next)) {
            if (button_changed || wheel_turned) return false;
            pointer_present_ = false;
        } else if (const auto* button = std::get_if<input::Button>(&next)) {
            if (button_changed || wheel_turned || (moved && releases(next))) return false;
            button_changed = true;
            buttons_[button->button] = button->down;
        } else if (const auto* wheel = std::get_if<input::Wheel>(&next)) {
            if (button_changed) return false;
            wheel_turned = true;
            io.MouseWheel += wheel->y;
            io.MouseWheelH += wheel->x;
        } else if (const auto* key = std::get_if<input::Key>(&next)) {
            if (key_changed || character_typed || button_changed) return false;
            key_changed = true;
            if (key->key >= 0 && key->key < 512) io.KeysDown[key->key] = key->down;
            io.KeyCtrl = (key->mods & GLFW_MOD_CONTROL) != 0;
            io.KeyShift = (key->mods & GLFW_MOD_SHIFT) != 0;
            io.KeyAlt = (key->mods & GLFW_MOD_ALT) != 0;
        } else if (const auto* character = std::get_if<input::Character>(&next)) {
            // The character of the very key that was just pressed may come along; a later key waits.
            character_typed = true;
            io.AddInputCharacter(character->code_point);
        } else if (const auto* focus = std::get_if<input::Focus>(&next)) {
            io.AddFocusEvent(focus->gained);
        }
        return true;
    };
    while (!events_.empty() && take(events_.front())) events_.pop_front();

    // The back end has just written the state that the system reports now.
    io.MousePos = pointer_present_ ? ImVec2(pointer_.x, pointer_.y) : ImVec2(-FLT_MAX, -FLT_MAX);
    for (int i = 0; i < 3; ++i) io.MouseDown[i] = buttons_[i];
}

#endif

void InputQueue::restore_fraction() {
    if (!pointer_present_) return;
    ImGuiIO& io = ImGui::GetIO();
    // Only where the position is still ours: the queue of later versions may hold it back for a frame.
    if (io.MousePos.x == std::floor(pointer_.x) && io.MousePos.y == std::floor(pointer_.y))
        io.MousePos = {pointer_.x, pointer_.y};
}

}  // namespace siftscope
