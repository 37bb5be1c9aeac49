#pragma once

#include <cstddef>
#include <cstdint>

#include "sift/kernels/integer_blur.h"

namespace sift::kernels {

// The sums of kernels/integer_blur by the instruction that multiplies and adds pairs of 16 bits, for columns
// 32 at a time: n / 32 rounded up times four vectors of 16 sums, those of the upper row's even columns, of
// its odd ones, and the same of the lower row. Call them only where can_use_vnni().

/// Of integer_blur_row_pair, whole.
void sum_along_rows_vnni(const std::int16_t* upper_padded, const std::int16_t* lower_padded, std::size_t n,
                         const TapPairs& taps, std::int32_t* sums);

/// Of integer_blur_two_rows: floor(S / 2^15).
void sum_down_columns_vnni(const SplitPair* pairs, std::size_t first_column, std::size_t n,
                           const TapPairs& taps, std::int32_t* sums);

}  // namespace sift::kernels
