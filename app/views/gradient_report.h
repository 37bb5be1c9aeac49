#pragma once

#include <nlohmann/json_fwd.hpp>

namespace siftscope {

struct AppState;

/// What the gradient screen shows, for `state`: "problem" and "result" as `siftscope nn` has them (null where
/// they are too large or not solved yet), and beside them the preset, the cell pointed at with its formula,
/// the step, the badges.
[[nodiscard]] nlohmann::ordered_json gradient_report(const AppState& state);

}  // namespace siftscope
