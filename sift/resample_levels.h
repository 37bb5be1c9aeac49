#pragma once

#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

// How integer pictures change their lattice. Each function commutes with mirrors and transposition: sums are
// exact and rounded once.

/// Grey values as levels (fixed_point.h), rounded to 1/256 and cut to [0, 256): 8-bit values are kept as they
/// are, of the 65,536 of 16 bits 65,281 remain apart. What is no number, or beyond a million, counts as 0.
[[nodiscard]] IntegerImage levels_of(ImageView image);

/// (2 w - 1) x (2 h - 1) samples: sample i lies at i / 2 of the input, linear interpolation between.
[[nodiscard]] IntegerImage double_node_aligned(const IntegerImage& levels, const RunOptions& run);

/// 2 w x 2 h samples at half-pixel centres (weights 3/4 and 1/4, edges repeated): sample i lies at
/// (i - 0.5) / 2.
[[nodiscard]] IntegerImage double_half_pixel(const IntegerImage& levels, const RunOptions& run);

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

/// The samples of both sides. Between two samples the value is interpolated by the filter
/// (3, -25, 150, 150, -25, 3) / 256, exact for polynomials of degree 5, mirrored at the borders.
[[nodiscard]] IntegerImage decimate(const IntegerImage& levels, const CoarserSide& across,
                                    const CoarserSide& down);

}  // namespace sift
