#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// A point for each right match: by how much it misses the place that the truth predicts, with the mean, its
/// one-sigma ellipse, and a switch for arrows in the picture.
void residual_view(Frame& frame);

}  // namespace siftscope
