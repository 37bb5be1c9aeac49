#pragma once

#include <string>
#include <vector>

namespace siftscope {

/// The cells of a table's line, as many in each.
using TableRow = std::vector<std::string>;

/// A table for a terminal: columns as wide as their widest cell, the first to the left, the others, which
/// hold figures, to the right. A line each; UTF-8.
[[nodiscard]] std::string aligned_table(const std::vector<TableRow>& rows);

}  // namespace siftscope
