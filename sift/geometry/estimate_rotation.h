#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift {

/// The rotation read off the kept matches alone; the truth is not used.
struct RotationEstimate {
    double angle = 0;        ///< degrees in [0, 360), counter-clockwise on screen
    double uncertainty = 0;  ///< one standard deviation, degrees
    double peak = 0;         ///< of the histogram of orientation differences, degrees in [0, 360)
    double scale = 1;        ///< of the fitted similarity
    std::size_t inliers = 0;
    std::vector<double>
        histogram;  ///< of orientation differences of the kept matches, 360 bins of one degree
};

/// Peak of the histogram of orientation differences (first - second), then a similarity fitted robustly to
/// the positions of the matches near that peak (Tukey's biweight, iterated). A point matched in several
/// orientations counts once in the fit. Empty when fewer than three matches at different positions agree.
[[nodiscard]] std::optional<RotationEstimate> estimate_rotation(std::span<const Keypoint> first,
                                                                std::span<const Keypoint> second,
                                                                std::span<const Match> matches);

/// estimated - truth, degrees in [-180, 180).
[[nodiscard]] double angle_error(double estimated, double truth);

}  // namespace sift
