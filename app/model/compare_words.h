#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/compare_classes.h"
#include "app/model/compare_parting.h"
#include "app/model/compared_features.h"
#include "sift/geometry/point.h"

namespace siftscope {

/// "OpenCV", "Ours (precise)": as a sentence begins.
[[nodiscard]] std::string name_of_side(const ComparedFeatures& compared, CompareSide side);

/// A number and the limit that it is held against, as texts.
struct BesideLimit {
    std::string value;
    std::string limit;
};

/// `value` in three digits, and in as many more as it takes to read otherwise than `limit`.
[[nodiscard]] BesideLimit beside_limit(double value, double limit);

/// "within 0.1 px, 1 % in size and 0.5 degrees".
[[nodiscard]] std::string tolerance_words(const AgreementTolerance& tolerance);

/// What both sides were given, in one line: equal parameters, or each its own defaults.
[[nodiscard]] std::string parameter_words(const ComparedFeatures& compared);

/// The median of ours less OpenCV's over the nearest counterparts, pixels; empty without any.
[[nodiscard]] std::optional<sift::Point> median_offset(const ComparedFeatures& compared);

/// One sentence or two: how many of OpenCV's keypoints are the same in ours, what becomes of the others, and
/// by how much ours lie beside OpenCV's.
/// And the stage at which most of those part that only one side has.
///   partings   of each row, as far as they are known
[[nodiscard]] std::string verdict_words(const ComparedFeatures& compared, const Comparison& comparison,
                                        const std::vector<std::optional<Parting>>& partings);

}  // namespace siftscope
