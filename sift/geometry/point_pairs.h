#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sift/geometry/homography.h"
#include "sift/geometry/point.h"
#include "sift/keypoint.h"

namespace sift {

/// A place and a size that one or more oriented keypoints share.
struct DistinctPoint {
    Point position;
    double size = 0;
    bool visible = false;
    std::vector<std::size_t> keypoints;  ///< that share it, ascending; the first of them stands for all
};

/// Orientations merged: keypoints that agree in position and size to 1/1000 pixel are one point.
/// `visible` is as long as `keypoints`.
[[nodiscard]] std::vector<DistinctPoint> distinct_points(std::span<const Keypoint> keypoints,
                                                         const std::vector<bool>& visible);

[[nodiscard]] std::size_t count_visible(const std::vector<DistinctPoint>& points);

/// The points as the map shows them in the other picture: positions and sizes mapped.
[[nodiscard]] std::vector<DistinctPoint> mapped_points(std::vector<DistinctPoint> points,
                                                       const Homography& second_from_first);

/// A point of either picture that are the same one: indices into the two sets.
struct PointPair {
    std::size_t first = 0;
    std::size_t second = 0;
};

/// Pairs the points one to one, greedily and the nearest first: within `radius_px` and a factor 2^(1/4) in
/// size, where distance and size count alike, each in units of its tolerance. `mapped` are those of the first
/// picture in the second. Throws std::invalid_argument unless radius > 0.
[[nodiscard]] std::vector<PointPair> pair_points(const std::vector<DistinctPoint>& mapped,
                                                 const std::vector<DistinctPoint>& second, double radius_px);

}  // namespace sift
