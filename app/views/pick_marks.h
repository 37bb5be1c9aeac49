#pragma once

#include "app/views/frame.h"
#include "app/views/overlay.h"

namespace siftscope {

/// Draws a match or a keypoint above all others: what the pointer is on, or what is isolated.
void draw_pick(Frame& frame, const OverlayScene& scene, const Pick& pick, bool hovered);

/// In the second picture: the runner-up of a putative match as a square, and as a plus the place that the
/// truth predicts.
void draw_match_story(Frame& frame, const OverlayScene& scene, std::size_t match);

}  // namespace siftscope
