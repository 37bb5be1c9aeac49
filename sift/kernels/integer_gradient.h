#pragma once

#include <array>
#include <cstdint>

namespace sift::kernels {

/// A full turn in units of a direction: 45 degrees are 9 x 4096, so that quarter turns, octants, the 144 bins
/// of the orientation histogram and the 8 of the descriptor all are whole numbers of units.
inline constexpr std::int32_t eighth_turn = 9 * 4096;
inline constexpr std::int32_t quarter_turn = 2 * eighth_turn;
inline constexpr std::int32_t full_turn = 8 * eighth_turn;

/// arctan(t) in these units for 0 <= t <= 1 is about t (c[0] + c[1] t^2 + ... + c[5] t^10), error below 0.1:
/// a minimax polynomial. At t = 1 it rounds to an eighth of a turn.
inline constexpr std::array<float, 6> arctan_units = {46935.6328125F,     -15612.21875F,
                                                      9084.1474609375F,   -5464.67529296875F,
                                                      2471.093017578125F, -550.0575561523438F};

/// Five neighbouring rows of a level, each pointer at the same column. The gradient at column i there, with y
/// pointing up and for the weights below:
///   dx = inner (row[2][i + 1] - row[2][i - 1]) + outer (row[2][i + 2] - row[2][i - 2]), dy alike.
struct FiveRows {
    const std::int16_t* row[5];
};

/// Weights of the differences at one and at two samples. Both derivatives come out 12 times too large.
struct GradientWeights {
    std::int32_t inner;
    std::int32_t outer;
};
inline constexpr GradientWeights four_point_weights{8, -1};
inline constexpr GradientWeights two_point_weights{6, 0};

/// The gradients at columns [0, n) of rows.row[2], each of which counts by its length, weights[k] and
/// row_weight. Reads columns -2 to n + 1, and up to row_overhang (gradient.h) more of rows and weights.
struct WeightedLevelRow {
    FiveRows rows;
    int n;
    const float* weights;
    float row_weight;
};

namespace scalar {

/// A gradient's length, and its direction in [0, full_turn), counter-clockwise on screen; 0 for no gradient.
/// A turn of the picture by a quarter adds exactly a quarter turn, a mirror mirrors the direction exactly:
/// the arctangent is taken in one octant and unfolded in integers.
struct IntegerPolar {
    float magnitude;
    std::int32_t direction;
};

/// That of the gradient at column i of `rows`.
IntegerPolar integer_gradient(const FiveRows& rows, int i, const GradientWeights& weights);

}  // namespace scalar

}  // namespace sift::kernels
