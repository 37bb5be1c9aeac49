#pragma once

#include <cstddef>
#include <optional>

#include "sift/geometry/rotation.h"
#include "sift/keypoint.h"

namespace sift {

/// How well the features of a picture are found again in its rotation, and how far off they are. Shares are
/// those of the stricter direction, errors are measured in the rotated picture; only what is visible in both
/// counts. Empty values stand for 0/0.
///
///   points     distinct in position and size; associated one to one within a factor 2^(1/4) in size
///   keypoints  oriented: associated within associated points (1.5 px) when their orientations differ by at
///   most
///              15 degrees
struct RotationQuality {
    std::size_t points = 0;                    ///< visible, of the original
    std::optional<double> found_1px;           ///< share of points found again within 1 px
    std::optional<double> found_quarter_px;    ///< within 0.25 px
    std::optional<double> found_twentieth_px;  ///< within 0.05 px
    std::optional<double> oriented;            ///< share of keypoints found again
    std::optional<double> tight;               ///< and those within 0.25 px and 1 degree
    std::optional<double> position_median_px;  ///< of points associated within 1.5 px, as the five below
    std::optional<double> position_p95_px;
    std::optional<double> bias_x_px;  ///< mean of (found - expected)
    std::optional<double> bias_y_px;
    std::optional<double> scale_median;        ///< |size found / size expected - 1|
    std::optional<double> orientation_median;  ///< degrees, of associated keypoints, as all below
    std::optional<double> orientation_p95;
    std::optional<double> descriptor_median;  ///< Euclidean distance
    std::optional<double> descriptor_p95;

    friend bool operator==(const RotationQuality&, const RotationQuality&) = default;
};

/// `second` are the features of the picture of `first` turned by `rotation`.
[[nodiscard]] RotationQuality rotation_quality(const Features& first, const Features& second,
                                               const Rotation& rotation);

}  // namespace sift
