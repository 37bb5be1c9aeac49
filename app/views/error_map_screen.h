#pragma once

#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/jobs/error_map_worker.h"
#include "app/views/frame.h"

namespace siftscope {

/// Takes in what the background has measured; asks it for what the overlay shows.
void poll_error_map(AppState& state);
[[nodiscard]] bool error_map_busy(const AppState& state);

/// What turning has done to the picture on screen, when the overlay shows it and it is known; else null.
[[nodiscard]] std::shared_ptr<const ResamplingError> shown_error(const AppState& state);

/// {"rms", "p99", "largest"} of it, grey levels; null when it is not shown.
[[nodiscard]] nlohmann::ordered_json error_map_state(const AppState& state);

/// The colours and what they stand for, at the foot of the canvas.
void error_map_legend(Frame& frame, const ResamplingError& error, const Rect& canvas);

}  // namespace siftscope
