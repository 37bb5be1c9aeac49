#pragma once

#include <cstddef>
#include <vector>

namespace nn {

/// The number of entries that `shape` holds.
[[nodiscard]] std::size_t entries(const std::vector<std::size_t>& shape);

}  // namespace nn
