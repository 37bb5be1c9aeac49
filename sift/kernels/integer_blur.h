#pragma once

#include <cstddef>
#include <cstdint>

namespace sift::kernels {

// Both passes of a symmetric filter of integers, taps[0] + 2 (taps[1] + ... + taps[radius]) = 2^15, over
// levels of 16 bits. The first pass keeps its sums whole, in two halves; the second one adds the halves apart
// and rounds once. So the result is the exact sum over the two-dimensional window, rounded: rows first or
// columns first, in whatever tiles, order or vector width, gives the same bits.

/// The first pass, exact: high[i] 2^15 + low[i] = sum over j = -radius..radius of taps[|j|] x[i + j], where
/// x = padded + radius and 0 <= low[i] < 2^15.
///   padded   n + 2 radius + 1 values; the last one is read and does not matter
///   high     n values, as is low; neither overlaps `padded` or the other
///   taps     radius + 1 integers; radius >= 1
void integer_blur_row(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                      const std::int32_t* taps, int radius);

/// The rows that the second pass reads, from the uppermost one on; several may be the same.
struct SplitRows {
    const std::int16_t* const* high;  ///< 2 radius + 1 pointers to n values
    const std::int16_t* const* low;
};

/// The second pass. With S[i] = sum over j of taps[|j|] (high[radius + j][i] 2^15 + low[radius + j][i]):
///   level[i] = floor(S[i] / 2^30 + 1/2), the blurred level,
///   difference[i] = floor((S[i] / 2^30 - finer[i]) 2^extra + 1/2), its difference from the unblurred one
///   with
///                   `extra` (0 or 1) fraction bits more than a level; saturated to 16 bits.
/// `finer` and `difference` may both be null: then only `level` is written. Outputs overlap no inputs.
void integer_blur_column(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                         std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                         int extra);

namespace scalar {
void integer_blur_row(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                      const std::int32_t* taps, int radius);
void integer_blur_column(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                         std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                         int extra);
}  // namespace scalar

}  // namespace sift::kernels
