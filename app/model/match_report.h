#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/model/match_result.h"

namespace siftscope {

/// The match report: every key is always present, null when its value is not known.
///
///   keypoints, not_visible  of the first and the second picture; `keypoints` counts those that are visible
///                           in both pictures, `not_visible` the others
///   rotated_from_source     of a rotation, row-major 2 x 3, pixel centres; null for two given pictures
///   scale_true, scale_estimated   by which lengths grow; of the rotation and of the fitted similarity
///   second_from_first       the true map, row-major 3 x 3; null when none is known
///   homography_...          fitted to the kept matches of two pictures without a truth, row-major 3 x 3, and
///                           how many of them agree with it; else null
///   sets                    how many matches were kept or rejected, right or wrong; null without a truth
///   mean_residual_px        mean of (second - mapped first) over the right matches
///   angles in degrees, times in milliseconds
///
/// `command` is the command line that makes this report; empty stands for reproduce_command(result).
[[nodiscard]] nlohmann::ordered_json match_report(const MatchResult& result, const std::string& command = {});

/// JSON as the files of this program hold it: two blanks of indentation, a line break at the end; bytes of a
/// path that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

}  // namespace siftscope
