#pragma once

#include <opencv2/core/mat.hpp>

#include "sift/geometry/rotation.h"
#include "sift/run_options.h"

namespace siftscope {

/// The 8-bit BGR picture turned by `rotation`, to be looked at: linear interpolation between the four pixels
/// around the exact position, lossless at quarter turns; `fill` grey where the position leaves the picture.
/// Blurred first when it becomes smaller, as rotate_image does. Straight from bytes to bytes: a picture of a
/// megapixel follows a slider. Empty when stopped.
[[nodiscard]] cv::Mat rotate_colour(const cv::Mat& colour, const sift::Rotation& rotation, float fill,
                                    const sift::RunOptions& run);

}  // namespace siftscope
