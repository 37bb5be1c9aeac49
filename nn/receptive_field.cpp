#include "nn/receptive_field.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>
#include <string>

namespace nn {
namespace {

using Axes = std::array<SlidingWindow, 2>;

Cells all_cells(const Shape& shape) {
    Cells cells(entries(shape));
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    return cells;
}

/// The real cells under the window of output (., i, j), in each channel of `channels`.
Cells cells_under_window(const Axes& axes, const Shape& in, Range channels, std::size_t i, std::size_t j) {
    const auto& [rows, columns] = axes;
    const Range m_range = rows.taps_inside(i), n_range = columns.taps_inside(j);
    Cells cells;
    for (std::size_t t = channels.begin; t < channels.end; ++t)
        for (std::size_t m = m_range.begin; m < m_range.end; ++m)
            for (std::size_t n = n_range.begin; n < n_range.end; ++n)
                cells.push_back((t * in[1] + rows.padded_position(i, m) - rows.padding) * in[2] +
                                columns.padded_position(j, n) - columns.padding);
    return cells;
}

/// The outputs whose window has a tap on cell (., row, column), in each channel of `channels`.
Cells windows_on_cell(const Axes& axes, const Shape& out, Range channels, std::size_t row,
                      std::size_t column) {
    const auto& [rows, columns] = axes;
    const Range i_range = rows.windows_over(row), j_range = columns.windows_over(column);
    Cells cells;
    for (std::size_t k = channels.begin; k < channels.end; ++k)
        for (std::size_t i = i_range.begin; i < i_range.end; ++i)
            for (std::size_t j = j_range.begin; j < j_range.end; ++j)
                if (rows.has_tap_on(i, row) && columns.has_tap_on(j, column))
                    cells.push_back((k * out[1] + i) * out[2] + j);
    return cells;
}

/// The union, over `cells` of a value with `from` entries, of what each of them leads to.
template <class Step>
Cells union_of(const Cells& cells, std::size_t entries_to, Step step) {
    std::vector<char> found(entries_to, 0);
    for (const std::size_t cell : cells)
        for (const std::size_t reached : step(cell)) found[reached] = 1;
    Cells result;
    for (std::size_t i = 0; i < entries_to; ++i)
        if (found[i] != 0) result.push_back(i);
    return result;
}

void require_cell(const std::vector<Shape>& shapes, std::size_t value, std::size_t cell) {
    if (value >= shapes.size())
        throw std::invalid_argument("value " + std::to_string(value) + " does not exist: the network has " +
                                    std::to_string(shapes.size()));
    (void)index_of(shapes[value], cell);
}

}  // namespace

Cells cells_read(const Layer& layer, const Shape& in, const Shape& out, std::size_t output_cell) {
    if (std::holds_alternative<Relu>(layer)) return {output_cell};
    if (std::holds_alternative<FullyConnected>(layer)) return all_cells(in);
    const Index at = index_of(out, output_cell);
    if (const auto* conv = std::get_if<Conv2d>(&layer))
        return cells_under_window(windows(*conv, in), in, {0, in[0]}, at[1], at[2]);
    return cells_under_window(windows(std::get<MaxPool2d>(layer), in), in, {at[0], at[0] + 1}, at[1], at[2]);
}

Cells cells_fed(const Layer& layer, const Shape& in, const Shape& out, std::size_t input_cell) {
    if (std::holds_alternative<Relu>(layer)) return {input_cell};
    if (std::holds_alternative<FullyConnected>(layer)) return all_cells(out);
    const Index at = index_of(in, input_cell);
    if (const auto* conv = std::get_if<Conv2d>(&layer))
        return windows_on_cell(windows(*conv, in), out, {0, out[0]}, at[1], at[2]);
    return windows_on_cell(windows(std::get<MaxPool2d>(layer), in), out, {at[0], at[0] + 1}, at[1], at[2]);
}

std::vector<Cells> receptive_field(const Network& network, const std::vector<Shape>& shapes,
                                   std::size_t value, std::size_t cell) {
    require_cell(shapes, value, cell);
    std::vector<Cells> field(value + 1);
    field[value] = {cell};
    for (std::size_t l = value; l-- > 0;) {
        const Shape &in = shapes[l], &out = shapes[l + 1];
        if (std::holds_alternative<FullyConnected>(network.layers[l]))
            field[l] = all_cells(in);  // the same for every output: no need to ask each of them
        else
            field[l] = union_of(field[l + 1], entries(in), [&](std::size_t reached) {
                return cells_read(network.layers[l], in, out, reached);
            });
    }
    return field;
}

std::vector<Cells> influence(const Network& network, const std::vector<Shape>& shapes, std::size_t value,
                             std::size_t cell) {
    require_cell(shapes, value, cell);
    std::vector<Cells> reached{{cell}};
    for (std::size_t l = value; l < network.layers.size(); ++l) {
        const Shape &in = shapes[l], &out = shapes[l + 1];
        if (std::holds_alternative<FullyConnected>(network.layers[l]) && !reached.back().empty())
            reached.push_back(all_cells(out));
        else
            reached.push_back(union_of(reached.back(), entries(out), [&](std::size_t from) {
                return cells_fed(network.layers[l], in, out, from);
            }));
    }
    return reached;
}

}  // namespace nn
