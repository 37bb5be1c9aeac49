#pragma once

#include <string>
#include <vector>

#include "app/model/distortion.h"
#include "app/model/keypoint_filter.h"

namespace siftscope {

/// What a distortion does, one short text each, in the order in which it is done: "scale 0.7", "noise 5 (seed
/// 1)". Empty when it does nothing.
[[nodiscard]] std::vector<std::string> distortion_words(const Distortion& distortion);

/// What a filter keeps: "region 10, 20, 300 x 200", "size 4 to 20 px". Empty when it keeps all.
[[nodiscard]] std::vector<std::string> filter_words(const KeypointFilter& filter);

/// With commas between.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace siftscope
