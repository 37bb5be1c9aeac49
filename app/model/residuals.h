#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "app/model/match_result.h"

namespace siftscope {

/// By how much a right match misses the place that the truth predicts, pixels of the second picture.
struct Residual {
    std::size_t match = 0;  ///< index into the result's matches
    double dx = 0;
    double dy = 0;
};

/// Mean and spread of the residuals: a mean away from zero is a bias of the detector, such as the quarter
/// pixel of cv::SIFT (OpenCV issue 23123), which a rotation turns into a shift.
struct ResidualSpread {
    std::size_t count = 0;
    double mean_dx = 0;
    double mean_dy = 0;
    double major = 0;  ///< one standard deviation along the longer axis of the covariance's ellipse
    double minor = 0;
    double angle = 0;  ///< of the longer axis, radians from +x towards +y, in (-pi/2, pi/2]
    /// How many standard errors the mean is away from zero (the length of the whitened mean); empty when the
    /// residuals do not spread in both directions.
    std::optional<double> standard_errors;
};

/// Of the kept and right matches, in their order; empty when the truth is not known.
[[nodiscard]] std::vector<Residual> right_residuals(const MatchResult& result);

/// Empty for fewer than two residuals. The covariance divides by count - 1.
[[nodiscard]] std::optional<ResidualSpread> residual_spread(const std::vector<Residual>& residuals);

}  // namespace siftscope
