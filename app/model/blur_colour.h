#pragma once

#include <opencv2/core/mat.hpp>

namespace siftscope {

/// An 8-bit BGR picture blurred by the discrete Gaussian of sift/geometry/discrete_gaussian.h, `sigma` > 0
/// pixels, mirrored at the borders: to be looked at.
[[nodiscard]] cv::Mat blur_colour(const cv::Mat& colour, double sigma);

}  // namespace siftscope
