#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sift/keypoint.h"
#include "sift/run_options.h"

namespace sift {

/// The two nearest neighbours of one descriptor, by squared Euclidean distance; ties go to the lowest index.
struct TwoNearest {
    std::int32_t nearest = -1;         ///< index into the other set; -1 when that is empty
    std::int32_t second = -1;          ///< -1 when the other set has fewer than two
    std::int32_t nearest_squared = 0;  ///< exact: at most 128 * 255^2 < 2^23
    std::int32_t second_squared = 0;

    friend bool operator==(const TwoNearest&, const TwoNearest&) = default;
};

/// For each of `query` its two nearest among `train`: exact, the answer of cv::BFMatcher(NORM_L2).knnMatch(2)
/// to the bit. Empty when a stop was requested.
[[nodiscard]] std::vector<TwoNearest> two_nearest(std::span<const Descriptor> query,
                                                  std::span<const Descriptor> train,
                                                  const RunOptions& run = {});

/// Which putative matches are kept.
struct MatchParams {
    double ratio = 0.8;                  ///< kept when d1 < ratio * d2; (0, 1] (Lowe 2004, section 7.1)
    std::optional<double> max_distance;  ///< kept when d1 <= this, if set; >= 0
    bool mutual = false;                 ///< kept only when each is the other's nearest

    friend bool operator==(const MatchParams&, const MatchParams&) = default;

    /// Throws std::invalid_argument with one sentence that names the field, its value and its range.
    void validate() const;
};

/// A putative match: a keypoint of the first set and its nearest neighbour in the second.
struct Match {
    int first = 0;
    int second = 0;
    int runner_up = -1;           ///< second-nearest of the second set; -1 when there is none
    double distance = 0;          ///< Euclidean, as cv::BFMatcher gives it (a float's square root)
    std::optional<double> ratio;  ///< d1 / d2; 1 when d2 is 0; empty when there is no second candidate
    bool mutual = false;          ///< the first is also the nearest of the second
    bool kept = false;

    friend bool operator==(const Match&, const Match&) = default;
};

/// Pairs each of the first set with its nearest of the second. `backward` = two_nearest(second, first).
/// All are kept == false until `apply_thresholds`.
[[nodiscard]] std::vector<Match> putative_matches(std::span<const TwoNearest> forward,
                                                  std::span<const TwoNearest> backward);

/// Sets `kept` by the ratio test, the largest distance and the mutual check. Cheap: searches nothing.
void apply_thresholds(std::vector<Match>& matches, const MatchParams& params);

}  // namespace sift
