#pragma once

#include <optional>
#include <span>

#include "sift/geometry/homography.h"
#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift {

/// Area under precision against recall when putative matches are ranked by their ratio, kept or not: the sum
/// of the precision at each right match, over the keypoints of the first that have any of the second within
/// `radius_px` of their mapped position. Right: within `radius_px`. All keypoints given are visible ones.
/// Empty when nothing could be found, or when no match has a ratio.
[[nodiscard]] std::optional<double> average_precision(std::span<const Keypoint> first,
                                                      std::span<const Keypoint> second,
                                                      std::span<const Match> matches,
                                                      const Homography& second_from_first, double radius_px);

}  // namespace sift
