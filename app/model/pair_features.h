#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/match_result.h"
#include "sift/run_options.h"

namespace siftscope {

/// All of a match that does not depend on thresholds.
struct FeaturePairs {
    std::shared_ptr<const MatchSide> side_1;
    std::shared_ptr<const MatchSide> side_2;
    std::vector<sift::Match> putative;    ///< one for each visible keypoint of the first; none is kept yet
    std::optional<double> repeatability;  ///< empty when no truth is known, and at 0/0
};

/// Divides the keypoints of `first` and `second` by their visibility in both, and pairs each visible one of
/// the first with its nearest neighbour among those of the second. Those of the first that `filter` drops
/// take no part; they are looked for in all of the second picture, of which the repeatability counts what the
/// true map takes back to what the filter keeps. Empty when a stop was requested.
[[nodiscard]] std::optional<FeaturePairs> pair_features(const sift::Features& features_1,
                                                        const sift::Features& features_2,
                                                        const Picture& first, const SecondPicture& second,
                                                        const KeypointFilter& filter,
                                                        const sift::RunOptions& run);

}  // namespace siftscope
