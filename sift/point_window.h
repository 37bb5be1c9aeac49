#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/kernels/weighted_level_row.h"

namespace sift {

/// The separable Gaussian weights of a window around a place between samples, one factor for each row or
/// column: weights[k] = whole_weight exp(-(first + k - centre)^2 / (2 sigma^2)), rounded, for the samples of
/// [first, last]. Their storage goes on for kernels::level_overhang zeros, which kernels may read. Mirrored
/// places have mirrored weights to the bit.
struct PointWindow {
    int first = 0;
    int last = -1;
    std::vector<std::int16_t> weights;

    [[nodiscard]] bool empty() const { return first > last; }
    [[nodiscard]] std::size_t size() const {
        return empty() ? 0 : static_cast<std::size_t>(last - first) + 1;
    }
};

/// How the weights of a Gaussian fall: slope a = 1 / (2 sigma^2), e^-a and e^-2a.
struct WindowFall {
    explicit WindowFall(double sigma);
    double slope;
    double first;
    double faster;
};

/// The samples within `reach` of `centre` and within [lowest, highest].
[[nodiscard]] PointWindow point_window(double centre, const WindowFall& fall, double reach, int lowest,
                                       int highest);

}  // namespace sift
