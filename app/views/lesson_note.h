#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Width of the side note, in pixels of the window; 0 while it is closed or where it has nothing to say.
[[nodiscard]] float lesson_width(const Frame& frame, float window_width);

/// The side note: a step of the way from the picture to the angle, with its formula and the numbers of now.
void lesson_note(Frame& frame);

/// Puts the number of its step beside each control and figure that has one, frames those of the step that is
/// open, and opens the step of what is clicked. To be called when all else of the window has been drawn.
void lesson_marks(Frame& frame);

}  // namespace siftscope
