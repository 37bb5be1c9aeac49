#include <GLFW/glfw3.h>

#include "app/window/shortcuts.h"
#include "tests/support/catch.h"

using namespace siftscope;

TEST_CASE("shortcuts: a chord is read whatever its case", "[window]") {
    CHECK(parse_chord("Ctrl+Shift+C") == Chord{GLFW_KEY_C, true, true, false});
    CHECK(parse_chord("ctrl+shift+c") == Chord{GLFW_KEY_C, true, true, false});
    CHECK(parse_chord("F1") == Chord{GLFW_KEY_F1, false, false, false});
    CHECK(parse_chord("F12") == Chord{GLFW_KEY_F12, false, false, false});
    CHECK(parse_chord("Shift+Left") == Chord{GLFW_KEY_LEFT, false, true, false});
    CHECK(parse_chord("0") == Chord{GLFW_KEY_0, false, false, false});
    CHECK(parse_chord("?") == Chord{GLFW_KEY_SLASH, false, true, false});
    CHECK(parse_chord("Alt+-") == Chord{GLFW_KEY_MINUS, false, false, true});
    for (const char* wrong : {"", "Ctrl+", "Hyper+C", "F13", "F1x", "AB", "Ctrl+Ctrl+C"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_chord(wrong));
    }
}

TEST_CASE("shortcuts: a key pressed and released between two frames is not lost", "[window]") {
    ShortcutQueue queue;
    const Chord chord{GLFW_KEY_E, true, false, false};
    for (int i = 0; i < 2; ++i) {
        queue.on_key(GLFW_KEY_E, GLFW_PRESS, GLFW_MOD_CONTROL, false);
        queue.on_key(GLFW_KEY_E, GLFW_RELEASE, GLFW_MOD_CONTROL, false);
    }
    CHECK(queue.pressed(chord));
    CHECK(queue.pressed(chord));
    CHECK_FALSE(queue.pressed(chord));
}

TEST_CASE("shortcuts: modifiers must match and lock keys do not matter", "[window]") {
    ShortcutQueue queue;
    queue.on_key(GLFW_KEY_Z, GLFW_PRESS, GLFW_MOD_CONTROL | GLFW_MOD_SHIFT | GLFW_MOD_NUM_LOCK, false);
    CHECK_FALSE(queue.pressed({GLFW_KEY_Z, true, false, false}));
    CHECK(queue.pressed({GLFW_KEY_Z, true, true, false}));
}

TEST_CASE("shortcuts: keys that edit text stay with the text field", "[window]") {
    ShortcutQueue queue;
    for (const int key : {GLFW_KEY_LEFT, GLFW_KEY_B, GLFW_KEY_0, GLFW_KEY_ENTER, GLFW_KEY_MINUS}) {
        CAPTURE(key);
        queue.on_key(key, GLFW_PRESS, 0, true);
        CHECK_FALSE(queue.pressed({key, false, false, false}));
        CHECK_FALSE(queue.held(key));
    }
    queue.on_key(GLFW_KEY_Z, GLFW_PRESS, GLFW_MOD_CONTROL, true);
    CHECK_FALSE(queue.pressed({GLFW_KEY_Z, true, false, false}));
    queue.on_key(GLFW_KEY_O, GLFW_PRESS, GLFW_MOD_CONTROL, true);
    CHECK(queue.pressed({GLFW_KEY_O, true, false, false}));
    queue.on_key(GLFW_KEY_F1, GLFW_PRESS, 0, true);
    CHECK(queue.pressed({GLFW_KEY_F1, false, false, false}));
    queue.on_character('?', true);
    CHECK_FALSE(queue.typed('?'));
}

TEST_CASE("shortcuts: a held key counts until it is released or the window loses the focus", "[window]") {
    ShortcutQueue queue;
    queue.on_key(GLFW_KEY_B, GLFW_PRESS, 0, false);
    queue.end_frame();
    CHECK(queue.held(GLFW_KEY_B));
    queue.on_key(GLFW_KEY_B, GLFW_RELEASE, 0, false);
    CHECK_FALSE(queue.held(GLFW_KEY_B));
    queue.on_key(GLFW_KEY_B, GLFW_PRESS, 0, false);
    queue.on_focus_lost();
    CHECK_FALSE(queue.held(GLFW_KEY_B));
}

TEST_CASE("shortcuts: what nobody asked for is forgotten after the frame", "[window]") {
    ShortcutQueue queue;
    queue.on_key(GLFW_KEY_E, GLFW_PRESS, GLFW_MOD_CONTROL, false);
    queue.on_character('+', false);
    queue.end_frame();
    CHECK_FALSE(queue.pressed({GLFW_KEY_E, true, false, false}));
    CHECK_FALSE(queue.typed('+'));
}
