#pragma once

#include "app/views/frame.h"
#include "app/views/sweep_commands.h"

namespace siftscope {

/// Height that the plots need at least in `width` pixels.
[[nodiscard]] float least_plots_height(const Frame& frame, const SweepChoice& choice, float width);

/// The plots of the sweep in `size` pixels at the cursor: the chosen quantity, or all of them. Pointing reads
/// the rows off, a click goes to the angle, a double click shows its matches.
void sweep_plots(Frame& frame, ImVec2 size);

/// What the lines and marks stand for, in one line, or in as many as the width needs.
void sweep_legend(Frame& frame);

}  // namespace siftscope
