#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/model/match_result.h"
#include "app/model/sweep.h"
#include "sift/geometry/rotation_quality.h"
#include "sift/keypoint.h"

namespace siftscope {

/// How well an engine does on one picture turned by one angle.
struct RotationFigures {
    std::string engine;  ///< as in a sweep
    bool quarter_turn = false;
    sift::RotationQuality quality;
    std::optional<double> average_precision_3px;
    std::optional<double> average_precision_1px;
    std::optional<double> precision;  ///< of the kept matches
    std::optional<double> recall;
    std::optional<double> angle_error;  ///< degrees, absolute
};

/// The figures of a match and of the features that it was made from.
[[nodiscard]] RotationFigures rotation_figures(const MatchResult& match, const sift::Features& original,
                                               const sift::Features& turned);

/// The engines side by side, at quarter turns and at the other angles, as an aligned table with units and a
/// sentence of verdict: means over pictures and angles, of the angle error the median.
[[nodiscard]] std::string rotation_table(const std::vector<RotationFigures>& figures);

/// The same as JSON: {"quarter_turns": {ENGINE: {figures}}, "other_angles": {...}, "verdict"}.
[[nodiscard]] nlohmann::ordered_json rotation_json(const std::vector<RotationFigures>& figures);

/// One plain sentence: whether and by how much the default profile holds up better than cv::SIFT.
[[nodiscard]] std::string rotation_verdict(const std::vector<RotationFigures>& figures);

}  // namespace siftscope
