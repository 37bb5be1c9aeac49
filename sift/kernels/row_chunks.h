#pragma once

#include <span>
#include <utility>
#include <vector>

namespace sift::kernels {

// The order in which gradients of many rows are summed, the same for every width of vectors: chunks of
// so many columns of a row are taken as they lie, and only what is left at its end is laid behind the rests
// of other rows, which are taken when so many have come together.
inline constexpr int row_chunk = 16;
inline constexpr int row_rest_batch = 128;

namespace scalar {

/// `add(row, k)` for every column k of `rows`, in that order.
template <class Row, class Add>
void in_chunks(std::span<const Row> rows, const Add& add) {
    std::vector<std::pair<const Row*, int>> rests;
    const auto add_rests = [&] {
        for (const auto& [row, k] : rests) add(*row, k);
        rests.clear();
    };
    for (const Row& row : rows) {
        int k = 0;
        for (; k < row.n - row.n % row_chunk; ++k) add(row, k);
        for (; k < row.n; ++k) {
            rests.emplace_back(&row, k);
            if (rests.size() == row_rest_batch) add_rests();
        }
    }
    add_rests();
}

}  // namespace scalar

}  // namespace sift::kernels
