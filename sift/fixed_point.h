#pragma once

#include <cstdint>

namespace sift {

// The fixed point of the integer layers. A level is a grey value with 8 fraction bits around mid-grey, a
// difference of two levels has one bit more: both fill 16 bits, so that products of pairs of them are what
// every vector unit since SSE2 sums in one instruction.

/// A level q stands for the grey value 128 + q / 256.
inline constexpr int level_fraction_bits = 8;
inline constexpr float level_zero_grey = 128;

/// Taps are integers that sum up to 2^15.
inline constexpr int tap_bits = 15;

/// Fraction bits of the DoG. Its largest value is 255 (1 - 1/r) r^(-1 / (r - 1)) grey levels, r the ratio of
/// both variances (a disc that meets the positive part of the kernel): 43 for 3 layers an octave, but 64 for
/// 2 and 120 for 1, which need the bit.
[[nodiscard]] constexpr int difference_fraction_bits(int layers) {
    return layers >= 3 ? 9 : 8;
}

}  // namespace sift
