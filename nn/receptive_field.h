#pragma once

#include <cstddef>
#include <vector>

#include "nn/network.h"

namespace nn {

/// Row-major positions in one value, ascending, each once.
using Cells = std::vector<std::size_t>;

/// The input cells that a layer reads for one cell of its output, whatever their numbers are: for max pooling
/// the whole window, though only its maximum is live (see contributions.h). Padding is not a cell.
[[nodiscard]] Cells cells_read(const Layer& layer, const Shape& in, const Shape& out,
                               std::size_t output_cell);

/// The transpose: the output cells for which the layer reads one cell of its input.
[[nodiscard]] Cells cells_fed(const Layer& layer, const Shape& in, const Shape& out, std::size_t input_cell);

/// For each value 0..`value`: the cells that the cell of `value` depends on; result[value] is the cell
/// itself. `shapes` as value_shapes() gives them. Throws std::invalid_argument when the cell does not exist.
[[nodiscard]] std::vector<Cells> receptive_field(const Network& network, const std::vector<Shape>& shapes,
                                                 std::size_t value, std::size_t cell);

/// The transpose. For each value, counted from `value` on: the cells that depend on the cell of `value`;
/// result[0] is the cell itself, result.back() the cells of the last value.
[[nodiscard]] std::vector<Cells> influence(const Network& network, const std::vector<Shape>& shapes,
                                           std::size_t value, std::size_t cell);

}  // namespace nn
