#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// The histogram of orientation differences of the kept matches, with its peak, the estimated rotation and
/// the truth.
void orientation_view(Frame& frame);

}  // namespace siftscope
