#pragma once

#include <nlohmann/json.hpp>

#include "app/model/match_result.h"
#include "app/views/pick.h"

namespace siftscope {

/// The numbers of a match ("first", "second", "distance", "ratio", "mutual", "kept", "right", "error_px") or
/// of a keypoint ("picture", "visible", "keypoint"); null for no pick.
[[nodiscard]] nlohmann::ordered_json pick_report(const MatchResult& result, const Pick& pick);

}  // namespace siftscope
