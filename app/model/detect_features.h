#pragma once

#include <stop_token>

#include "app/model/settings.h"
#include "sift/image.h"
#include "sift/keypoint.h"

namespace siftscope {

/// Keypoints and descriptors of `grey` (levels 0..255) by the engine and profile of `settings`. The classic
/// profile and cv::SIFT see the picture rounded to 8 bits, the precise one all its bits. Empty when a stop
/// was requested; cv::SIFT cannot be stopped. Throws std::invalid_argument for what the engine does not
/// offer.
[[nodiscard]] sift::Features detect_features(const sift::Image& grey, const Settings& settings,
                                             std::stop_token stop = {});

/// The picture as our detector sees it: rounded to 8 bits for layers of floats.
[[nodiscard]] sift::Image seen_by_detector(const sift::Image& grey, const sift::DetectParams& params);

}  // namespace siftscope
