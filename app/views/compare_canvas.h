#pragma once

#include "app/views/canvas_graphics.h"
#include "app/views/compare_overlay.h"
#include "app/views/frame.h"

namespace siftscope {

/// The compared picture in `area` with a mark for each keypoint of the classes that are shown, and both
/// keypoints of the chosen row. A click chooses the nearest mark; wheel and drag zoom and move. Changes
/// `choice`.
void compare_canvas(Frame& frame, CanvasGraphics& pictures, CompareGraphics& graphics, const Rect& area,
                    CompareChoice& choice);

/// Chooses a row and looks at it closely.
void choose_row(const AppState& state, std::size_t row, const Rect& area, CompareChoice& choice);

}  // namespace siftscope
