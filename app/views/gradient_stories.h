#pragma once

#include <vector>

#include "app/gradients/cell_story.h"
#include "app/gradients/dependencies.h"
#include "app/views/gradient_screen.h"

namespace siftscope {

/// What is said of the cell pointed at, and which cells light up with it.
[[nodiscard]] CellStory story_of_pick(const SolvedLab& solved, const LabCheck* check, const CellPick& pick);
[[nodiscard]] std::vector<CellSet> cells_behind(const SolvedLab& solved, const CellPick& pick);

/// The cells whose numbers stand in the formula itself, where they are few enough to be listed.
[[nodiscard]] std::vector<nn::Cell> cells_in_formula(const SolvedLab& solved, const CellPick& pick);

/// The cell of the passes that a pick means; for "live" and "dp_target", the cell of x and of the logits.
[[nodiscard]] nn::Cell cell_of(const ShownTensor& shown, std::size_t flat);

}  // namespace siftscope
