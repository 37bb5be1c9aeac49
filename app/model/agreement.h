#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sift/keypoint.h"

namespace siftscope {

/// How far two keypoints may differ and still be called the same.
struct AgreementTolerance {
    double pixels = 0.1;
    double size = 0.01;    ///< share of the reference's size
    double degrees = 0.5;  ///< around the circle

    friend bool operator==(const AgreementTolerance&, const AgreementTolerance&) = default;
};

/// Ours less the reference's.
struct KeypointDifference {
    double dx = 0;  ///< pixels
    double dy = 0;
    double size = 0;     ///< ours / the reference's - 1
    double degrees = 0;  ///< around the circle, [-180, 180]

    [[nodiscard]] double position_px() const { return std::hypot(dx, dy); }
};

[[nodiscard]] KeypointDifference difference_between(const sift::Keypoint& reference,
                                                    const sift::Keypoint& ours);

/// A keypoint of the reference and ours that is called the same: indices into the two sets.
struct Counterparts {
    std::size_t reference = 0;
    std::size_t ours = 0;

    friend bool operator==(const Counterparts&, const Counterparts&) = default;
};

/// One-to-one counterparts among the oriented keypoints of one picture: of all pairs within the tolerance the
/// nearest is taken first, by the sum of the three differences in units of their tolerances.
[[nodiscard]] std::vector<Counterparts> counterparts(const std::vector<sift::Keypoint>& reference,
                                                     const std::vector<sift::Keypoint>& ours,
                                                     const AgreementTolerance& tolerance = {});

/// The same several times, each among what the ones before have left: a list of pairs for each tolerance.
[[nodiscard]] std::vector<std::vector<Counterparts>> counterparts_in_passes(
    const std::vector<sift::Keypoint>& reference, const std::vector<sift::Keypoint>& ours,
    std::span<const AgreementTolerance> passes);

/// How well ours agrees with the reference on one picture. Empty values stand for 0/0.
struct Agreement {
    std::string path;
    std::size_t reference = 0;  ///< oriented keypoints of the reference
    std::size_t ours = 0;
    std::size_t pairs = 0;
    std::optional<double> found;  ///< share of the reference's that have one of ours
    std::optional<double> extra;  ///< share of ours without one of the reference's
    std::optional<double> median_position_error_px;
    std::optional<double> p99_position_error_px;
    std::optional<double> median_angle_error_deg;
    std::optional<double> median_descriptor_cosine;
    std::optional<double> p01_descriptor_cosine;
};

[[nodiscard]] Agreement compare(const sift::Features& reference, const sift::Features& ours,
                                const AgreementTolerance& tolerance = {});

/// The verdict over all pictures, each keypoint counted once.
struct AgreementTotal {
    std::size_t reference = 0;
    std::size_t ours = 0;
    std::optional<double> found;
    std::optional<double> extra;
    bool pass = false;  ///< found >= 0.999 and extra <= 0.001; nothing on either side agrees too
};

[[nodiscard]] AgreementTotal total_of(const std::vector<Agreement>& pictures);

}  // namespace siftscope
