#pragma once

#include <vector>

#include "app/gradients/solved_lab.h"

namespace siftscope {

/// Cells of one tensor: the product of a set of indices for each axis, as windows and layers give them.
struct CellSet {
    nn::Cell::Of of = nn::Cell::Of::value;
    std::size_t place = 0;
    nn::Shape shape;
    std::vector<std::vector<char>> axes;  ///< [axis][index]: 1 where the index belongs to it

    [[nodiscard]] bool contains(std::size_t flat) const;
    [[nodiscard]] std::size_t size() const;
};

/// The cells that a cell hangs on, through all layers, whatever the numbers are.
///
///   forward cell   the earlier values, weights and biases that its number can change with: its receptive
///   field gradient cell  the later gradients that feed it, the weights that they come through, the values
///   that they
///                  are multiplied with, and what the loss gives
///
/// A max pooling reads its whole window, though only the maximum is live. Padding is not a cell. The cost is
/// that of the axes, not of the cells: also for a whole photograph.
[[nodiscard]] std::vector<CellSet> dependencies(const SolvedLab& solved, const nn::Cell& cell);

}  // namespace siftscope
