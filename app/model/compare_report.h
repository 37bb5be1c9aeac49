#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/model/compare_table.h"

namespace siftscope {

/// What a comparison says, as JSON: "profile", "tolerance", "keypoints", "counts" by class, "stages" of those
/// that only one side has, "offset_px", "verdict".
[[nodiscard]] nlohmann::ordered_json compare_report(const ComparisonTable& table);

/// One row as JSON: "class", "opencv" and "ours" as [x, y, size, angle] or null, the differences, the stage
/// with value and limit, and "why".
[[nodiscard]] nlohmann::ordered_json compare_row_report(const ComparisonTable& table, std::size_t row);

/// The same for a terminal: the verdict, the counts and what both sides were given; ends with a line break.
[[nodiscard]] std::string compare_summary(const std::string& name, const ComparisonTable& table);

}  // namespace siftscope
