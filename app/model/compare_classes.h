#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "app/model/agreement.h"
#include "app/model/compared_features.h"
#include "app/model/setting_names.h"

namespace siftscope {

/// What a keypoint of either side is to the other side.
enum class CompareClass {
    same,         ///< a counterpart within all three tolerances
    other,        ///< one within the tolerance of position, but with another size or angle
    only_ours,    ///< neither
    only_opencv,  ///< neither
};

inline constexpr std::array<Named<CompareClass>, 4> compare_class_names{
    {{"same", CompareClass::same},
     {"other_angle_or_size", CompareClass::other},
     {"only_ours", CompareClass::only_ours},
     {"only_opencv", CompareClass::only_opencv}}};

[[nodiscard]] constexpr const char* name_of(CompareClass value) {
    return name_of(value, compare_class_names);
}

/// A pair, or a keypoint that only one side has: indices into the features.
struct ComparedKeypoint {
    CompareClass kind = CompareClass::same;
    std::optional<std::size_t> opencv;
    std::optional<std::size_t> ours;
    /// The nearest one of the other side, of a keypoint that only one has; it may have another partner.
    std::optional<std::size_t> nearest;
    std::optional<KeypointDifference> difference;  ///< of the pair, or to the nearest one
    std::optional<double> descriptor_distance;     ///< Euclidean, of 128 bytes; likewise

    /// Whose keypoint it is: OpenCV's, also in a pair, unless only ours has it.
    [[nodiscard]] CompareSide side() const { return opencv ? CompareSide::opencv : CompareSide::ours; }
    [[nodiscard]] const sift::Keypoint& keypoint(const ComparedFeatures& compared) const {
        return compared.of(side()).keypoints[opencv ? *opencv : *ours];
    }
    /// That of the other side in `difference`; null without one.
    [[nodiscard]] const sift::Keypoint* partner(const ComparedFeatures& compared) const;
};

/// Every oriented keypoint of both sides in its class.
struct Comparison {
    AgreementTolerance tolerance;
    std::vector<ComparedKeypoint> rows;   ///< OpenCV's in their order, then those that only ours has
    std::array<std::size_t, 4> counts{};  ///< of each CompareClass: pairs count once

    [[nodiscard]] std::size_t count(CompareClass kind) const {
        return counts[static_cast<std::size_t>(kind)];
    }
};

/// The tolerances that a comparison begins with: for `classic` those of `validate`; for `precise`, whose
/// choices are others, 1 px and 20 % as in the repeatability, and 15 degrees.
[[nodiscard]] AgreementTolerance usual_tolerance(Profile profile);

/// Pairs one to one, the nearest first: those within all tolerances, then, of what is left, those within the
/// tolerance of position and of size, of position and of angle, of position alone. Throws
/// std::invalid_argument unless the tolerances are above 0.
[[nodiscard]] Comparison compare_classes(const ComparedFeatures& compared,
                                         const AgreementTolerance& tolerance);

}  // namespace siftscope
