#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/kernels/sample_window.h"

namespace sift {

/// Where rows of samples enter and leave the turned square of a descriptor: the samples at distance j from
/// its centre in row i with |j cosine - i sine| < half and |j sine + i cosine| < half, and now and then one
/// more at either end, as the kernels decide by the samples' own places. `half` the side in the unit of
/// 1 / cosine, such as cells for a cosine divided by a cell's width.
[[nodiscard]] inline std::array<kernels::Stripe, 2> turned_square(double cosine, double sine, double half) {
    // |j slope - i rise| < half, a little more for the roundings of that in single precision or in parts of
    // a cell. Where columns never leave a stripe rows do: a slope that is as good as none tells that as well.
    const auto stripe = [&](double slope, double rise) -> kernels::Stripe {
        const double some_slope = slope == 0 ? 1e-20 : slope;
        return {static_cast<float>(rise / some_slope),
                static_cast<float>((half + 2e-4) / std::abs(some_slope))};
    };
    return {stripe(cosine, sine), stripe(sine, -cosine)};
}

/// Where each of `rows` enters and leaves it: columns first[k] to last[k], none when first[k] > last[k].
struct RowEnds {
    RowEnds(const kernels::SampleSide& rows, const std::array<kernels::Stripe, 2>& square,
            const kernels::ColumnRange& columns)
        : first(static_cast<std::size_t>(rows.count) + kernels::window_overhang), last(first.size()) {
        kernels::columns_in_stripes(rows, square, columns, first.data(), last.data());
    }
    std::vector<std::int32_t> first;
    std::vector<std::int32_t> last;
};

}  // namespace sift
