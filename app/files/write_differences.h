#pragma once

#include <string>

#include "app/model/compare_table.h"

namespace siftscope {

/// The header of a file of differences, with its line break.
[[nodiscard]] std::string differences_header();

/// A row for each keypoint of a comparison, in its order, pairs once:
///
///   image                  the path as given
///   class                  see compare_class_names
///   x, y, size, angle      of OpenCV's keypoint, then of ours; of a keypoint that only one side has the
///   other
///                          side's nearest one, empty without any
///   position_px ...        differences between both, as compare_number; empty without both
///   stage, value, limit    where the ways part, see Parting; empty for what is the same
///   told_by, why           who knows it, and one sentence
///
/// Numbers are the shortest text that reads back as the same double, in any locale.
[[nodiscard]] std::string differences_csv(const std::string& image, const ComparisonTable& table);

}  // namespace siftscope
