#pragma once

#include <cstddef>
#include <vector>

#include "sift/image.h"
#include "sift/kernels/integer_gradient.h"

namespace sift {

/// The separable Gaussian weights of a window around a place between samples, one factor for each row or
/// column: weights[k] = exp(-(first + k - centre)^2 / (2 sigma^2)) for the samples of [first, last]. Their
/// storage goes on for kernels::row_overhang zeros, which kernels may read.
/// Relative error below 1e-6; mirrored places have mirrored weights to the bit.
struct PointWindow {
    int first = 0;
    int last = -1;
    std::vector<float> weights;

    [[nodiscard]] bool empty() const { return first > last; }
    [[nodiscard]] std::size_t size() const {
        return empty() ? 0 : static_cast<std::size_t>(last - first) + 1;
    }
};

/// The samples within `reach` of `centre` and within [lowest, highest].
[[nodiscard]] PointWindow point_window(double centre, double sigma, double reach, int lowest, int highest);

/// The rows from two above to two below (x, y), each from column x on.
[[nodiscard]] inline kernels::FiveRows five_rows(const IntegerImage& level, int x, int y) {
    return {{level.row(y - 2) + x, level.row(y - 1) + x, level.row(y) + x, level.row(y + 1) + x,
             level.row(y + 2) + x}};
}

}  // namespace sift
