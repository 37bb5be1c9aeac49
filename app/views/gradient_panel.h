#pragma once

#include "app/views/frame.h"
#include "app/views/gradient_textures.h"

namespace siftscope {

/// The gradient screen: its settings on the left of the window.
void gradient_column(Frame& frame, GradientScreen& screen);

/// All tensors, and below them what is said of the cell pointed at.
void gradient_panel(Frame& frame, GradientScreen& screen, GradientTextures& textures);

/// Its shortcuts.
void gradient_keys(Frame& frame, GradientScreen& screen);

}  // namespace siftscope
