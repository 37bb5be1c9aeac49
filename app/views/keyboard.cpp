#include "app/views/keyboard.h"

#include <GLFW/glfw3.h>

#include "app/views/settings_column.h"

namespace siftscope {
namespace {

constexpr double zoom_step = 1.25;

void edit_settings(Frame& frame) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    Settings settings = frame.state.settings;
    const auto turn = [&](int key, bool shift, double step) {
        while (keys.pressed({key, false, shift, false})) settings.angle = stepped_angle(settings.angle, step);
    };
    turn(GLFW_KEY_LEFT, false, -1);
    turn(GLFW_KEY_RIGHT, false, 1);
    turn(GLFW_KEY_LEFT, true, -15);
    turn(GLFW_KEY_RIGHT, true, 15);
    while (keys.pressed({GLFW_KEY_UP})) settings.match.ratio = stepped_ratio(settings.match.ratio, 0.01);
    while (keys.pressed({GLFW_KEY_DOWN})) settings.match.ratio = stepped_ratio(settings.match.ratio, -0.01);
    if (settings != frame.state.settings) frame.ask(SetSettings{settings});
}

void change_view(Frame& frame) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    if (keys.typed('0')) {
        ViewState view = frame.state.view;
        view.fit = true;
        frame.ask(SetView{view});
    }
    while (keys.typed('+') || keys.typed('=')) frame.zoom_factor *= zoom_step;
    while (keys.typed('-')) frame.zoom_factor /= zoom_step;
    if (!keys.pressed({GLFW_KEY_ESCAPE})) return;
    // What lies on top goes first.
    const AppState& state = frame.state;
    if (state.help_open)
        frame.ask(ShowHelp{false});
    else if (state.about_open)
        frame.ask(ShowAbout{false});
    else if (state.message)
        frame.ask(DismissMessage{});
    else if (state.selection != Selection{})
        frame.ask(Isolate{});
}

}  // namespace

const std::array<ShortcutHelp, 23>& all_shortcuts() {
    static constexpr std::array<ShortcutHelp, 23> list{{
        {"Ctrl+O", "Open a picture or a session"},
        {"Ctrl+E", "Export the match picture, or the chosen tensor"},
        {"Ctrl+S", "Save the session: picture, settings, selection and view"},
        {"Ctrl+Shift+C", "Copy the command that gives these numbers"},
        {"Left / Right", "Turn by 1\u00b0, with Shift by 15\u00b0"},
        {"Space", "Play: turn on and on; again, or any edit, stops"},
        {"Up / Down", "Change the ratio by 0.01"},
        {"Wheel", "Zoom about the pointer, in both pictures"},
        {"Drag", "Move both pictures"},
        {"0", "Fit"},
        {"+ / -", "Zoom in, zoom out"},
        {"B (hold)", "Blink: the rotated picture turned back over the original"},
        {"Point", "Numbers of a keypoint or match"},
        {"Click", "Show one keypoint or match alone"},
        {"Esc", "Show all again; close what lies on top"},
        {"Ctrl+click", "Type a number into a slider (or double-click)"},
        {"Tab", "Go to the next control, with Shift to the one before"},
        {"Enter", "Use it; type the number of a slider"},
        {"Ctrl+Z", "Undo; with Shift, or Ctrl+Y: redo"},
        {"Up / Down", "There: change the pinned cell by 0.1, with Shift by 1"},
        {"Left / Right", "There: pin the cell beside it"},
        {"F1 or ?", "This list"},
        {"Ctrl+Q", "Quit"},
    }};
    return list;
}

void keyboard(Frame& frame) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    if (keys.pressed({GLFW_KEY_O, true})) frame.ui.browse = true;
    if (keys.pressed({GLFW_KEY_E, true})) frame.ask(ExportMatch{});
    if (keys.pressed({GLFW_KEY_C, true, true})) frame.ask(CopyCommand{});
    if (keys.pressed({GLFW_KEY_Q, true})) frame.ui.quit = true;
    if (keys.pressed({GLFW_KEY_F1}) || keys.typed('?')) frame.ask(ShowHelp{!frame.state.help_open});
    if (keys.pressed({GLFW_KEY_S, true})) frame.ask(session::Save{});
    // The gradient screen has taken these keys already when it is shown.
    while (keys.pressed({GLFW_KEY_Z, true})) frame.ask(session::Undo{false});
    while (keys.pressed({GLFW_KEY_Z, true, true}) || keys.pressed({GLFW_KEY_Y, true}))
        frame.ask(session::Undo{true});
    if (frame.state.panel == Panel::match) {
        edit_settings(frame);
        if (keys.pressed({GLFW_KEY_SPACE})) frame.ask(Play{!frame.state.playing});
    }
    change_view(frame);
}

}  // namespace siftscope
