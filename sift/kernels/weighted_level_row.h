#pragma once

#include <cstdint>

namespace sift::kernels {

/// Weights are parts of 2^15: a product with one is divided by that and rounded to the nearest whole number,
/// halves upwards.
inline constexpr int whole_weight = 0x7FFF;

/// Gradients of a row, as level_gradients makes them, each of which counts by its length times weights[k]
/// times row_weight. Kernels read up to level_overhang more of everything.
struct WeightedLevelRow {
    const std::int16_t* length;
    const std::int16_t* direction;
    int n;
    const std::int16_t* weights;
    std::int16_t row_weight;
};

namespace scalar {

[[nodiscard]] constexpr std::int16_t times_part(std::int16_t a, std::int16_t b) {
    return static_cast<std::int16_t>((a * b + (1 << 14)) >> 15);
}

[[nodiscard]] constexpr std::int16_t weight_of(const WeightedLevelRow& row, int k) {
    return times_part(row.weights[k], row.row_weight);
}

}  // namespace scalar

}  // namespace sift::kernels
