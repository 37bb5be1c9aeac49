#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/gradients/solved_lab.h"

namespace siftscope {

/// One tensor as the screen shows it.
struct ShownTensor {
    /// What stands in its cells beyond the cells of the passes.
    enum class Kind { cells, dp_target, live };

    std::string name;    ///< in scripts and file names: "x", "dweight", "layers0_dy"
    std::string key;     ///< in problem and result files: "x", "dweight", "layers[0].dy"
    std::string symbol;  ///< on screen: "x", "\u2202L/\u2202W"
    nn::Cell::Of of = nn::Cell::Of::value;
    std::size_t place = 0;
    Kind kind = Kind::cells;
    bool gradient = false;  ///< coloured about zero, and checked
    bool given = false;     ///< its numbers can be edited
};

/// A thing of the forward pass, what belongs beside it, and where it stands.
struct ShownGroup {
    std::string title;                 ///< of the layer or the end that it belongs to: "conv2d", "input"
    std::size_t layer = 0;             ///< counted from 1; 0 is the input, layers + 1 the loss
    std::vector<ShownTensor> tensors;  ///< the thing first, its gradient next
};

/// All tensors in the order of the forward pass.
[[nodiscard]] std::vector<ShownGroup> shown_groups(const SolvedLab& solved);

/// All of them in a row.
[[nodiscard]] std::vector<ShownTensor> shown_tensors(const SolvedLab& solved);
[[nodiscard]] std::optional<ShownTensor> find_tensor(const SolvedLab& solved, std::string_view name);

/// The numbers of a tensor.
[[nodiscard]] const nn::Tensor& numbers_of(const SolvedLab& solved, const ShownTensor& shown);

/// The tensor that holds a cell; null for the loss and for constants.
[[nodiscard]] const nn::Tensor* tensor_of(const SolvedLab& solved, const nn::Cell& cell);

/// "dx[0, 1, 1]", "layers[0].weight[0, 0, 2, 1]": the cell as problem and result files name it.
[[nodiscard]] std::string cell_name(const SolvedLab& solved, const nn::Cell& cell);

/// The pages of a tensor as it is drawn: a matrix for each index of the leading axes; a vector is one column.
struct Pages {
    std::size_t count = 1, rows = 1, columns = 1;
    [[nodiscard]] std::size_t flat(std::size_t page, std::size_t row, std::size_t column) const {
        return (page * rows + row) * columns + column;
    }
};
[[nodiscard]] Pages pages_of(const nn::Shape& shape);

}  // namespace siftscope
