#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sift/kernels/level_gradient.h"
#include "sift/kernels/weighted_level_row.h"

namespace sift::kernels {

inline constexpr int fine_bins = 144;

/// Gradients are counted by the nearest of so many directions a bin, each of which is then shared between its
/// two nearest bins.
inline constexpr int parts_of_bin = 8;
inline constexpr int fine_parts = fine_bins * parts_of_bin;

/// Bin k is centred on k 2.5 degrees, counter-clockwise on screen. Whole numbers: their sums have no order.
/// Gradients of a blurred level fall with its sigma as their number grows: below 2^31 up to sigma 170.
using FineHistogram = std::array<std::uint64_t, fine_bins>;

/// The histogram of the gradients of `rows`, each of the weight max(0, weights[k] row_weight - edge_weight)
/// and shared among its two nearest bins: parts_of_bin parts in all. `edge_weight` is that of the Gaussian
/// at the window's edge, subtracted so that it ends without a step.
[[nodiscard]] FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows,
                                                  std::int16_t edge_weight);

/// A histogram of 144 bins as whole numbers below 2^53.
using SmoothHistogram = std::array<double, fine_bins>;

/// A Gaussian of 10 degrees, 4 bins, in parts of 1024, cut at 11 bins.
inline constexpr std::array<int, 12> fine_smoothing = {102, 99, 90, 77, 62, 47, 33, 22, 14, 8, 4, 2};

/// `raw` filtered with fine_smoothing around the circle, exact.
[[nodiscard]] SmoothHistogram smoothed(const FineHistogram& raw);

namespace scalar {
[[nodiscard]] FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows,
                                                  std::int16_t edge_weight);
[[nodiscard]] SmoothHistogram smoothed(const FineHistogram& raw);
}  // namespace scalar

}  // namespace sift::kernels
