#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sift/kernels/integer_gradient.h"

namespace sift::kernels {

inline constexpr int fine_bins = 144;
inline constexpr std::int32_t units_per_fine_bin = full_turn / fine_bins;

/// Bin k is centred on k 2.5 degrees, counter-clockwise on screen. Whole numbers: their sums have no order.
using FineHistogram = std::array<std::int64_t, fine_bins>;

/// How much a gradient counts: its weight times magnitude times this, rounded to a whole number once.
inline constexpr float orientation_scale = 16;

/// The histogram of the gradients of `rows`, each of the weight max(0, weights[k] row_weight - edge_weight)
/// and shared exactly among its two nearest bins: 2048 parts in all. `edge_weight` is that of the Gaussian at
/// the window's edge, subtracted so that it ends without a step.
[[nodiscard]] FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                                  const GradientWeights& weights);

/// A histogram of 144 bins as whole numbers below 2^53.
using SmoothHistogram = std::array<double, fine_bins>;

/// A Gaussian of 10 degrees, 4 bins, in parts of 1024, cut at 11 bins.
inline constexpr std::array<int, 12> fine_smoothing = {102, 99, 90, 77, 62, 47, 33, 22, 14, 8, 4, 2};

/// `raw` filtered with fine_smoothing around the circle, exact.
[[nodiscard]] SmoothHistogram smoothed(const FineHistogram& raw);

namespace scalar {
[[nodiscard]] FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                                  const GradientWeights& weights);
[[nodiscard]] SmoothHistogram smoothed(const FineHistogram& raw);
}  // namespace scalar

}  // namespace sift::kernels
