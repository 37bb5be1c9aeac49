#pragma once

#include <opencv2/core/mat.hpp>

#include "app/files/picture_header.h"
#include "sift/image.h"

namespace siftscope {

// Steps from decoded samples to a Picture. Samples are 8-bit, 16-bit (0..65535) or float (0..1), grey or BGR,
// with or without alpha as the last channel.

/// EXIF 2.32, tag 274: turns and mirrors so that the picture stands upright; `orientation` 1..8.
[[nodiscard]] cv::Mat upright(const cv::Mat& stored, int orientation);

/// Drops alpha (2 or 4 channels), straight alpha composed over black first, each sample rounded to the
/// nearest step of its depth.
[[nodiscard]] cv::Mat over_black(const cv::Mat& samples, Alpha alpha);

/// Grey levels 0..255: cv::cvtColor BGR2GRAY in the samples' own depth, what is grey as it is; then 16-bit
/// divided by 257, float times 255.
[[nodiscard]] sift::Image grey_levels(const cv::Mat& colours);

/// 8-bit BGR for display, rounded and clamped.
[[nodiscard]] cv::Mat display_colour(const cv::Mat& colours);

}  // namespace siftscope
