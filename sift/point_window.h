#pragma once

#include "sift/kernels/sample_window.h"

namespace sift {

/// The rows, or the columns, of a window around a place between samples: those of [first, last].
struct PointWindow {
    int nearest = 0;  ///< sample
    int first = 0;
    int last = -1;
    double beyond = 0;  ///< of the nearest sample the place lies

    [[nodiscard]] bool empty() const { return first > last; }
    [[nodiscard]] int size() const { return empty() ? 0 : last - first + 1; }
    [[nodiscard]] kernels::SampleSide side() const {
        return {static_cast<float>(beyond), nearest - first, size()};
    }
};

/// The samples within `reach` of `centre` and within [lowest, highest].
[[nodiscard]] PointWindow point_window(double centre, double reach, int lowest, int highest);

/// The rate for kernels::gaussian_weights: e^(-d^2 / (2 sigma^2)) = 2^(-rate d^2).
[[nodiscard]] float gaussian_rate(double sigma);

}  // namespace sift
