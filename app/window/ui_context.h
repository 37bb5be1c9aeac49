#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/window/fonts.h"
#include "app/window/shortcuts.h"
#include "app/window/theme.h"
#include "app/window/widget_registry.h"

namespace siftscope {

/// What the window lends to those who draw in it, and what they ask of it. Used by the thread that draws,
/// `wake` excepted.
struct UiContext {
    WidgetRegistry& widgets;
    ShortcutQueue& shortcuts;
    const Fonts* fonts = nullptr;
    Palette palette{};  ///< of `theme`
    float scale = 1;    ///< pixels of the window for one unit of design: multiply every length by it

    /// Makes the window draw a frame soon. From any thread, also while a frame is drawn.
    std::function<void()> wake{};
    std::function<void(const std::string&)> set_clipboard{};

    /// Files to open, oldest first: from the start, from a drop, the file browser or a script. Who draws
    /// takes them out.
    std::vector<std::filesystem::path> open_requests{};
    /// Pictures to match the open one with, from the file browser; taken out likewise.
    std::vector<std::filesystem::path> match_requests{};

    // Asked by who draws; answered by the window after the frame.
    bool browse = false;        ///< show the file browser; its answer comes in open_requests
    bool browse_other = false;  ///< likewise; its answer comes in match_requests
    /// The folder to show in the desktop's own file dialog, whose answer comes where the browser's does.
    std::optional<std::filesystem::path> system_dialog_in{};
    bool animate = false;               ///< draw the next frame at once; reset each frame
    double redraw_in_s = 0;             ///< draw a frame after so many seconds; reset each frame, 0 = none
    bool quit = false;                  ///< close the window
    std::string title{};                ///< of the window: the name of the file; shown as "NAME - siftscope"
    ThemeKind theme = ThemeKind::dark;  ///< may be changed: takes effect with the next frame
    float user_scale = 1;               ///< on top of the display's own scale; may be changed, 0.5 to 4
    std::optional<std::filesystem::path> screenshot{};  ///< where to write the next finished frame, as PNG

    std::string system_dialog{};  ///< the desktop's file dialog, a program's name; empty when there is none
    std::string graphics{};       ///< who draws, and which version of OpenGL

    /// Files opened lately, newest first, for the menu; kept by the window.
    std::vector<std::filesystem::path> recent_files{};
    /// A file was opened successfully: to be remembered among the recent ones.
    std::function<void(const std::filesystem::path&)> remember_file{};
};

}  // namespace siftscope
