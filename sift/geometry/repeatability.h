#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sift/geometry/homography.h"
#include "sift/keypoint.h"

namespace sift {

/// Share of the distinct points (position and size, orientations merged) that the other picture has again,
/// one to one within `radius_px` and a factor 2^(1/4) in size; the stricter of both directions.
/// Association sees all keypoints, counting only the visible ones (`visible_*` as long as the keypoints), so
/// that a pair which straddles the border of visibility is not counted as lost. Empty at 0/0.
[[nodiscard]] std::optional<double> repeatability(
    std::span<const Keypoint> first, const std::vector<bool>& visible_first, std::span<const Keypoint> second,
    const std::vector<bool>& visible_second, const Homography& second_from_first, double radius_px = 1.0);

}  // namespace sift
