#pragma once

#include <nlohmann/json.hpp>

#include "app/views/explain_screen.h"
#include "sift/keypoint.h"

namespace siftscope {

struct AppState;

/// What the user looks at on the explain screen.
struct SetExplain {
    ExplainChoice choice;
};

/// The place that means this keypoint.
[[nodiscard]] ExplainPlace place_of(const sift::Keypoint& keypoint);

/// Before the screen is shown: an isolated keypoint or match is what is to be explained.
void choose_isolated(AppState& state);

/// Another picture was opened: its places are others.
void forget_explanation(AppState& state);

/// Takes in what the background has finished; asks it for what the screen shows, and for the rejected
/// candidates where the view shows them, when that is something else.
void poll_explain(AppState& state);

[[nodiscard]] bool explain_busy(const AppState& state);

/// Whether the rejected candidates at hand are those of the result on screen; null without any to be shown.
[[nodiscard]] const RejectedResult* shown_rejected(const AppState& state);

/// Counts of the rejected candidates by verdict for both pictures; null unless they are shown.
[[nodiscard]] nlohmann::ordered_json rejected_state(const AppState& state);

/// The explain report of what is on the screen, with `picture`, `shown` and `strip`; null without one.
[[nodiscard]] nlohmann::ordered_json explain_state(const AppState& state);

}  // namespace siftscope
