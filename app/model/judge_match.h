#pragma once

#include "app/model/match_result.h"

namespace siftscope {

/// Filters, judges and estimates: of a result whose settings, pictures, sides and putative matches are set it
/// fills in what the thresholds decide: kept, verdicts, estimate, homography, angle_true, angle_error and
/// reason.
void judge_match(MatchResult& result);

}  // namespace siftscope
