#pragma once

#include "app/views/frame.h"
#include "app/window/geometry.h"

namespace siftscope {

/// What is said over the canvases: a message or an error until it is dismissed, why there is nothing to see,
/// what is being read.
void notices(Frame& frame, const Rect& canvases);

/// The list of shortcuts and the words about the program, each a window of its own while open.
void help_windows(Frame& frame);

}  // namespace siftscope
