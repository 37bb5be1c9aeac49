#pragma once

#include <cstddef>

namespace sift::kernels {

// Both passes of a symmetric filter. The sums are those of cv::GaussianBlur on a CPU with fused multiply-add:
// that instruction is asked for on purpose here, and where a target lacks it the same correctly rounded bits
// are computed without it.

/// One row: out[i] = sum over j = 0..2 radius of taps[j] padded[i + j], from left to right; the first product
/// is rounded, each other one fused into the sum. Up to a radius of 2 both neighbours of a distance are taken
/// together as in blur_columns, distance 1 first, then the centre, then 2.
///   padded   n + 2 radius floats
///   out      n floats, not overlapping `padded`
///   taps     2 radius + 1 floats, the second half the first one mirrored
void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius);

/// `count` rows of the filter along the columns, from the centre outwards:
///   out[k][i] = taps[0] rows[k + radius][i] + sum over j = 1..radius of taps[j] (rows[k + radius - j][i] +
///   rows[k + radius + j][i]),
/// the products fused as in blur_row.
///   rows     count + 2 radius pointers to n floats each; several may be the same row
///   out      count pointers to n floats, not overlapping any row
void blur_columns(const float* const* rows, float* const* out, int count, std::size_t n, const float* taps,
                  int radius);

namespace scalar {
void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius);
void blur_columns(const float* const* rows, float* const* out, int count, std::size_t n, const float* taps,
                  int radius);
}  // namespace scalar

}  // namespace sift::kernels
