#pragma once

#include <opencv2/core/mat.hpp>

#include "app/model/distortion.h"
#include "app/model/picture.h"
#include "sift/run_options.h"

namespace siftscope {

/// All of `distortion` but its scale, on a grey picture (levels 0..255) of `depth`, and the rounding to it; a
/// picture that goes through JPEG comes back with 8 bits, which `depth` then says. Unspecified when stopped.
///
///   blur         discrete Gaussian (sift/geometry/discrete_gaussian.h), mirrored at the borders
///   gain, brightness, noise   v * gain + brightness + noise * unit_noise(seed, y * width + x)
///   rounding     integer depths are clamped to 0..255
///   JPEG         OpenCV's codec in memory, one channel of 8 bits
///
/// Throws UserError for a picture that JPEG cannot hold.
void distort_grey(sift::Image& grey, Depth& depth, const Distortion& distortion, const sift::RunOptions& run);

/// The same on 8-bit BGR, to be looked at: each channel gets the same noise, JPEG keeps the colours. Empty
/// when stopped.
[[nodiscard]] cv::Mat distort_colour(const cv::Mat& colour, const Distortion& distortion,
                                     const sift::RunOptions& run);

}  // namespace siftscope
