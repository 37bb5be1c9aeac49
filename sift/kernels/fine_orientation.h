#pragma once

#include <array>
#include <cstdint>

#include "sift/kernels/integer_gradient.h"

namespace sift::kernels {

inline constexpr int fine_bins = 144;
inline constexpr std::int32_t units_per_fine_bin = full_turn / fine_bins;

/// Bin k is centred on k 2.5 degrees, counter-clockwise on screen. Whole numbers: their sums have no order.
using FineHistogram = std::array<std::int64_t, fine_bins>;

/// How much a gradient counts: its weight times magnitude times this, rounded to a whole number once.
inline constexpr float orientation_scale = 16;

/// The gradients of one row and their weights max(0, weights[i] row_weight - edge_weight).
struct OrientationRow {
    const float* magnitude;
    const std::int32_t* direction;
    int n;
    const float* weights;
    float row_weight;
    float edge_weight;  ///< of the Gaussian at the window's edge, subtracted so that it ends without a step
};

/// Adds the row to the histogram, each gradient shared exactly among its two nearest bins: 2048 parts in all.
void add_fine_orientation_row(const OrientationRow& row, FineHistogram& histogram);

namespace scalar {
void add_fine_orientation_row(const OrientationRow& row, FineHistogram& histogram);
}  // namespace scalar

}  // namespace sift::kernels
