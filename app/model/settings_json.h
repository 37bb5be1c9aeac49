#pragma once

#include <nlohmann/json.hpp>

#include "app/model/settings.h"

namespace siftscope {

/// All settings under their command-line names (dashes become underscores); an unset maximum distance is
/// null. Distortions and the filter of keypoints are there only where they differ from their defaults, which
/// do nothing. Numbers keep every digit.
[[nodiscard]] nlohmann::ordered_json settings_to_json(const Settings& settings);

/// The settings of `json`; what is missing keeps its default, that of the engine
/// and profile named. Throws UserError, one sentence naming the key,
/// for a key that does not exist, a value of the wrong kind or out of its range.
[[nodiscard]] Settings settings_from_json(const nlohmann::ordered_json& json);

}  // namespace siftscope
