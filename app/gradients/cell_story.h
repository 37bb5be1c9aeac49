#pragma once

#include <string>

#include "app/gradients/shown_tensors.h"

namespace siftscope {

/// What is said of one cell.
struct CellStory {
    std::string name;     ///< "dx[0, 1, 1]"
    std::string rule;     ///< the formula in letters: "dx(t, m', n') = sum over k, i, j of ..."
    std::string formula;  ///< with the numbers in place: "0.5*1 + -1*5 = -4.5"
    std::string check;    ///< of a gradient: its central difference and the relative error; else empty
    std::string note;     ///< at a tie or kink: the one-sided slopes and what they mean; of a live cell: why
};

/// `check` may be null: not done yet.
[[nodiscard]] CellStory story_of(const SolvedLab& solved, const LabCheck* check, const nn::Cell& cell);

/// Of a cell of "live": why it is live or constant.
[[nodiscard]] CellStory story_of_live(const SolvedLab& solved, std::size_t flat);
/// Of a cell of "dp_target".
[[nodiscard]] CellStory story_of_dp_target(const SolvedLab& solved, std::size_t flat);

/// How many terms the formula of a cell has, without collecting them.
[[nodiscard]] std::size_t term_count(const SolvedLab& solved, const nn::Cell& cell);

/// Above this many terms they are counted, not collected.
inline constexpr std::size_t most_terms = 4096;

/// "checked, largest error 3e-10", "2 ties or kinks", or "" when nothing of the tensor was checked.
[[nodiscard]] std::string badge_of(const TensorCheck& check);

}  // namespace siftscope
