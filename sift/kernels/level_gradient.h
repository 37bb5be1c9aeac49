#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sift::kernels {

/// A full turn in units of a direction: it wraps around as 16-bit numbers do. Octants, the 8 directions of
/// the descriptor and quarter turns are whole numbers of units.
inline constexpr int full_turn = 1 << 16;
inline constexpr int quarter_turn = full_turn / 4;
inline constexpr int eighth_turn = full_turn / 8;

/// arctan(t) in these units for 0 <= t <= 1 is about t (c[0] + c[1] t^2 + ... + c[4] t^8), error below 0.12:
/// a minimax polynomial. At t = 1 it rounds to an eighth of a turn.
inline constexpr std::array<float, 5> arctan_units = {10428.984375F, -3445.203857421875F, 1879.1295166015625F,
                                                      -888.2127685546875F, 217.42233276367188F};

/// What a gradient's length, which comes out 12 times too large, is multiplied by: the steepest edge of a
/// level blurred by sigma 2 has room in 15 bits; what has none is cut.
inline constexpr float length_scale = 0.2F;
inline constexpr int longest_gradient = 0x7FFF;

/// Five neighbouring rows of a level, each pointer at the same column. The gradient at column i there, with y
/// pointing up and for the weights below:
///   dx = inner (row[2][i + 1] - row[2][i - 1]) + outer (row[2][i + 2] - row[2][i - 2]), dy alike.
struct FiveRows {
    const std::int16_t* row[5];
};

/// Weights of the differences at one and at two samples. Both derivatives come out 12 times too large.
struct GradientWeights {
    std::int16_t inner;
    std::int16_t outer;
};
inline constexpr GradientWeights four_point_weights{8, -1};
inline constexpr GradientWeights two_point_weights{6, 0};

/// Samples past the end of a row that kernels of levels may read, not use.
inline constexpr std::size_t level_overhang = 32;

/// A row's gradients as lengths (times length_scale, rounded) and directions, counter-clockwise on screen, in
/// units from 0, as 16-bit numbers wrap; 0 for no gradient.
struct GradientRow {
    std::int16_t* length;
    std::int16_t* direction;
};

/// The gradients at columns [0, n) of rows.row[2]. Reads columns -2 to n + 1, and up to level_overhang more;
/// writes nothing beyond n. A turn of the picture by a quarter adds exactly a quarter turn, a mirror mirrors
/// the direction exactly: the arctangent is taken in one octant and unfolded in integers. Directions avoid
/// odd multiples of 256 units, the borders between parts of the orientation histogram, by a unit: a mirror
/// would put them into another part.
void level_gradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                     const GradientWeights& weights);

namespace scalar {
void level_gradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                     const GradientWeights& weights);
}  // namespace scalar

}  // namespace sift::kernels
