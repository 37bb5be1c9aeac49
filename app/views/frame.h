#pragma once

#include <string>
#include <vector>

#include "app/views/app_state.h"
#include "app/views/commands.h"
#include "app/window/ui_context.h"

namespace siftscope {

/// What a panel gets: the state to read, the window to draw in, and where to put what the user asks for.
struct Frame {
    const AppState& state;
    UiContext& ui;
    NumberEntry& entry;
    std::vector<Command>& commands;
    double zoom_factor = 1;  ///< by which a button or key asks to zoom about the middle

    /// A length in pixels of the window, given in units of design (1/16 of the body font's height).
    [[nodiscard]] float px(double units) const { return static_cast<float>(units) * ui.scale; }
    /// Puts the command into its place at once: GCC 12 warns of the inside of a moved variant of many kinds.
    template <class Asked>
    void ask(Asked&& command) {
        commands.emplace_back(std::forward<Asked>(command));
    }
};

}  // namespace siftscope
