#pragma once

#include "app/views/frame.h"
#include "app/views/overlay.h"

namespace siftscope {

/// Draws a match or a keypoint above all others: what the pointer is on, or what is isolated.
void draw_pick(Frame& frame, const OverlayScene& scene, const Pick& pick, bool hovered);

}  // namespace siftscope
