#pragma once

#include <array>
#include <span>

#include "sift/kernels/gradient.h"

namespace sift::kernels {

/// 36 bins of 10 degrees, the first centred on 0, counter-clockwise on screen.
using OrientationHistogram = std::array<float, 36>;

/// The histogram of the gradients of `rows`: each counts in the bin nearest to its direction (round half to
/// even). Four sums take turns from gradient to gradient, since an addition to one would wait for the last;
/// (first + second) + (third + fourth) are the result.
[[nodiscard]] OrientationHistogram orientation_histogram(std::span<const WeightedRow> rows);

namespace scalar {
[[nodiscard]] OrientationHistogram orientation_histogram(std::span<const WeightedRow> rows);
}  // namespace scalar

/// Four histograms in turns, with a bin for directions that round to a whole turn.
struct OrientationSums {
    static constexpr int copies = 4;
    static constexpr int bins = 37;
    std::array<float, static_cast<std::size_t>(copies* bins)> entry{};

    [[nodiscard]] OrientationHistogram joined() const;
};

}  // namespace sift::kernels
