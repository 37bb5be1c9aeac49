#pragma once

#include <cstdint>

#include "sift/image.h"
#include "sift/params.h"
#include "sift/run_options.h"

namespace sift {

// How integer pictures change their lattice. Each function commutes with mirrors and transposition: sums are
// exact and rounded once.

/// Grey values as levels (fixed_point.h), rounded to 1/256 and cut to [0, 256): 8-bit values are kept as they
/// are, of the 65,536 of 16 bits 65,281 remain apart. What is no number, or beyond a million, counts as 0.
[[nodiscard]] IntegerImage levels_of(ImageView image);

/// The same of `count` values of a row.
void levels_of_row(const float* grey, int count, std::int16_t* out);

/// How many samples a side of `n` has after doubling.
[[nodiscard]] int doubled_side(Upsampling upsampling, int n);

/// The picture doubled, linear interpolation between samples:
///   node_aligned  (2 w - 1) x (2 h - 1) samples, sample i at i / 2 of the input
///   half_pixel    2 w x 2 h samples at half-pixel centres, sample i at (i - 0.5) / 2, edges repeated
[[nodiscard]] IntegerImage double_levels(const IntegerImage& levels, Upsampling upsampling,
                                         const RunOptions& run);

/// The rows of the input that row `y` of the doubled picture is made of; `height` that of the input.
struct RowPair {
    int near, far;  ///< the nearer one has more weight where weights differ
};
[[nodiscard]] RowPair rows_of_doubled(Upsampling upsampling, int y, int height);

/// Samples [begin, end) of row `y` of the doubled picture, `begin` even; `near` and `far` are the rows of the
/// input that rows_of_doubled names, of `width` values.
void double_row(Upsampling upsampling, int y, const std::int16_t* near, const std::int16_t* far, int width,
                int begin, int end, std::int16_t* out);

/// A coarser lattice: sample i lies at first + 2 i of the finer one. Half-odd values of `first` lie between
/// two samples.
struct CoarserSide {
    double first = 0;
    int count = 0;
};

/// Every second sample, counted from the centre c = (n - 1) / 2: 2 m + 1 samples with m = floor(c / 2), from
/// c - 2 m on. For odd n the centre is a sample before and after; for even n it lies between two, and the new
/// samples do too.
[[nodiscard]] CoarserSide centred_side(int n);

/// What an octave's next one keeps.
struct CoarserLattice {
    CoarserSide across;
    CoarserSide down;
};
[[nodiscard]] CoarserLattice coarser_lattice(Decimation decimation, int width, int height);

/// The samples of both sides. Between two samples the value is interpolated by the filter
/// (3, -25, 150, 150, -25, 3) / 256, exact for polynomials of degree 5, mirrored at the borders.
[[nodiscard]] IntegerImage decimate(const IntegerImage& levels, const CoarserLattice& lattice);

/// Samples [begin, end) of row `i` of that. Of `levels` the rows up to three above and below 2 i + down.first
/// are read.
void decimate_row(const IntegerImage& levels, const CoarserLattice& lattice, int i, int begin, int end,
                  std::int16_t* out);

}  // namespace sift
