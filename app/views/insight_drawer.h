#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Height of the bar of buttons and of what is open below it, pixels.
[[nodiscard]] float insight_height(const Frame& frame, float room);

/// A bar of buttons, each of which opens or closes one view on the matches: thresholds, residuals,
/// orientation.
void insight_drawer(Frame& frame, float height);

}  // namespace siftscope
