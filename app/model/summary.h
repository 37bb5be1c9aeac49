#pragma once

#include <string>

#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/settings.h"
#include "sift/keypoint.h"

namespace siftscope {

/// What a match found, in a few aligned lines for a terminal, with units; ends with a line break.
[[nodiscard]] std::string match_summary(const MatchResult& result);

/// What a detection found, likewise. Times in milliseconds.
[[nodiscard]] std::string detect_summary(const Picture& picture, const sift::Features& features,
                                         const Settings& settings, double load_ms, double detect_ms);

/// Engine, profile and detection parameters in one line: "siftscope classic, layers 3, contrast 0.04, ...".
[[nodiscard]] std::string detection_line(const Settings& settings);

/// Thresholds of the match in one line: "ratio 0.8, mutual, at most 250 apart".
[[nodiscard]] std::string threshold_line(const Settings& settings);

}  // namespace siftscope
