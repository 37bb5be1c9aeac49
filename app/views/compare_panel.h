#pragma once

#include "app/views/canvas_graphics.h"
#include "app/views/compare_overlay.h"
#include "app/views/frame.h"

namespace siftscope {

/// The compare screen: where OpenCV's SIFT and ours agree and where they part. Verdict, picture with a mark
/// for each keypoint, tolerances, table of differences, histograms.
void compare_panel(Frame& frame, CanvasGraphics& pictures, CompareGraphics& graphics);

/// Its keys, before the window's: 0 fits, Up and Down go through the table, Esc releases the chosen row.
void compare_keys(Frame& frame);

}  // namespace siftscope
