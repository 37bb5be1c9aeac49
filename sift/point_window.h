#pragma once

#include <vector>

namespace sift {

/// The separable Gaussian weights of a window around a place between samples, one factor for each row or
/// column: weights[k] = exp(-(first + k - centre)^2 / (2 sigma^2)) for the samples of [first, last].
/// Relative error below 1e-6; mirrored places have mirrored weights to the bit.
struct PointWindow {
    int first = 0;
    int last = -1;
    std::vector<float> weights;
};

/// The samples within `reach` of `centre` and within [lowest, highest].
[[nodiscard]] PointWindow point_window(double centre, double sigma, double reach, int lowest, int highest);

}  // namespace sift
