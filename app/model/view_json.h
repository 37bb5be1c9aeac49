#pragma once

#include <nlohmann/json.hpp>

#include "app/model/view_state.h"

namespace siftscope {

/// What `state` and session files say of the view.
[[nodiscard]] nlohmann::ordered_json view_to_json(const ViewState& view);

/// The view of `json`; what is missing keeps its default. Throws UserError, one sentence naming the entry,
/// for one that does not exist, a value of the wrong kind or out of its range.
[[nodiscard]] ViewState view_from_json(const nlohmann::ordered_json& json);

}  // namespace siftscope
