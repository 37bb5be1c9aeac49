#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sift/geometry/homography.h"
#include "sift/geometry/point.h"
#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift {

/// A homography that many of the kept matches agree on. It is a fit, no truth: its inliers may agree on
/// something wrong.
struct HomographyEstimate {
    Homography second_from_first;
    std::vector<bool> agrees;  ///< for each match, kept or not: it is within the tolerance of the fit
    std::size_t inliers = 0;   ///< matches that are kept and agree
};

/// Fits second_from_first to the kept matches by RANSAC (Fischler and Bolles 1981; four matches a sample,
/// drawn by a fixed sequence: the same matches give the same answer) and refines it on its inliers by the
/// normalised direct linear transform (Hartley 1997). A match is an inlier when its second keypoint lies
/// within `tolerance_px` of where the fit maps the first. Empty when fewer than least_homography_inliers
/// places agree.
[[nodiscard]] std::optional<HomographyEstimate> estimate_homography(std::span<const Keypoint> first,
                                                                    std::span<const Keypoint> second,
                                                                    std::span<const Match> matches,
                                                                    double tolerance_px);

/// Different places of the first picture that have to agree: twice what determines a homography.
inline constexpr std::size_t least_homography_inliers = 8;

/// The homography that maps from[i] to to[i] in the least squares of the normalised direct linear transform.
/// Empty for fewer than four pairs and where they do not determine one.
[[nodiscard]] std::optional<Homography> fit_homography(std::span<const Point> from,
                                                       std::span<const Point> to);

}  // namespace sift
