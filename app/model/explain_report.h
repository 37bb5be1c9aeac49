#pragma once

#include <nlohmann/json.hpp>

#include "app/model/explanation.h"

namespace siftscope {

/// The explain report: every key is always there, null when its stage was not reached.
///
///   neighbourhood          D of the 27 samples by layer, row, column; `contrast` likewise for grey 0..1
///   offset                 dx, dy in samples of the octave, ds in layers
///   edge_ratio             1e9 stands for infinite
///   orientation_histogram  36 bins, or 72: of the 144 of the fine histogram each second one with half of its
///                          neighbours; `orientation_bins` holds all
///   descriptor             of orientations[chosen]; `descriptors` of each
///   remedy                 the thresholds that would let a rejected candidate through
[[nodiscard]] nlohmann::ordered_json explain_report(const Explanation& story);

}  // namespace siftscope
