#pragma once

#include <array>

#include "app/views/frame.h"

namespace siftscope {

struct ShortcutHelp {
    const char* keys;
    const char* what;
};

/// All shortcuts, for the list in the window.
[[nodiscard]] const std::array<ShortcutHelp, 23>& all_shortcuts();

/// Turns the keys pressed since the last frame into commands.
void keyboard(Frame& frame);

}  // namespace siftscope
