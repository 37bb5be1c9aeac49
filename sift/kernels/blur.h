#pragma once

#include <cstddef>

namespace sift::kernels {

/// One row of a symmetric one-dimensional filter:
///   out[i] = taps[0] x[i] + sum over j = 1..radius of taps[j] (x[i - j] + x[i + j]),  x = padded + radius.
/// The sum runs from the centre outwards, without fused multiply-add, so every target gives the same bits.
///   padded   n + 2 radius floats
///   out      n floats, not overlapping `padded`
///   taps     radius + 1 floats
void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius);

/// One row of the same filter along the columns:
///   out[i] = taps[0] rows[radius][i] + sum over j of taps[j] (rows[radius - j][i] + rows[radius + j][i]).
///   rows     2 radius + 1 pointers to n floats each; several may be the same row
void blur_column(const float* const* rows, float* out, std::size_t n, const float* taps, int radius);

namespace scalar {
void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius);
void blur_column(const float* const* rows, float* out, std::size_t n, const float* taps, int radius);
}  // namespace scalar

}  // namespace sift::kernels
