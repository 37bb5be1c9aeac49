#pragma once

#include <nlohmann/json.hpp>

#include "app/views/compare_screen.h"

namespace siftscope {

struct AppState;

/// What the user looks at on the compare screen. Refused with a message when a tolerance is not above 0.
struct SetCompare {
    CompareChoice choice;
};

void apply(AppState& state, const SetCompare& command);

/// The tolerance that counts: the chosen one, or the usual one of the profile.
[[nodiscard]] AgreementTolerance shown_tolerance(const AppState& state, const CompareChoice& choice);

/// The keypoint that a row of the table stands for.
[[nodiscard]] CompareSelection selection_of(const ComparisonTable& table, std::size_t row);

/// Another picture was opened: its keypoints are others.
void forget_comparison(AppState& state);

/// Takes in what the background has finished, and asks it for what the screen shows when that is something
/// else. Classes follow the tolerances at once.
void poll_compare(AppState& state);

[[nodiscard]] bool compare_busy(const AppState& state);

/// The compare report of what is on the screen, with "picture", "rows" (how many the table has), "first" (of
/// them), "selected", "fit" and "problem"; null before there was a comparison.
[[nodiscard]] nlohmann::ordered_json compare_state(const AppState& state);

}  // namespace siftscope
