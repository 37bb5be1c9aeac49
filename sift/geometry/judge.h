#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sift/geometry/homography.h"
#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift {

/// One match against the truth.
struct Judgement {
    double error_px =
        0;          ///< distance of the mapped first keypoint from the second, pixels of the second picture
    double dx = 0;  ///< second - mapped first
    double dy = 0;
    bool right = false;  ///< error_px <= tolerance

    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// What the truth says about a set of matches. Empty values stand for 0/0.
struct Verdicts {
    std::vector<Judgement> judgements;  ///< one for each match, kept or not
    std::size_t kept = 0;
    std::size_t right = 0;     ///< kept and right
    std::size_t wrong = 0;     ///< kept and not right
    std::size_t findable = 0;  ///< keypoints of the first that have any of the second within the tolerance
    std::optional<double> precision;           ///< right / kept
    std::optional<double> recall;              ///< right / findable
    std::optional<double> median_error_px;     ///< of the right matches
    std::optional<double> mean_residual_x_px;  ///< of the right matches: a bias shows here
    std::optional<double> mean_residual_y_px;
};

/// Judges `matches` by the true map. All keypoints given are visible ones.
/// Throws std::invalid_argument unless tolerance > 0.
[[nodiscard]] Verdicts judge(std::span<const Keypoint> first, std::span<const Keypoint> second,
                             std::span<const Match> matches, const Homography& second_from_first,
                             double tolerance_px);

}  // namespace sift
