#pragma once

#include <vector>

#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

/// One side of a symmetric filter of unit sum: taps[0] is its centre, taps[j] weighs both neighbours at
/// distance j. Length radius + 1.
using SymmetricTaps = std::vector<float>;

/// The whole filter from left to right: 2 radius + 1 taps.
[[nodiscard]] std::vector<float> both_sides(const SymmetricTaps& taps);

/// A sampled Gaussian cut at 4 sigma: 2 radius + 1 = round(8 sigma + 1) made odd, as cv::GaussianBlur
/// chooses for floats; normalised in double, then rounded. `sigma` > 0, in samples.
[[nodiscard]] SymmetricTaps gaussian_taps(double sigma);

/// Where sample `i` of an endless mirrored signal lies in [0, n): reflection that does not repeat the edge
/// sample (... 2 1 0 1 2 ...), folded as often as needed. n >= 1.
[[nodiscard]] int reflect(int i, int n);

/// Writes `count` mirrored samples beyond either end of a row of `width` >= 1 samples.
void mirror_ends(float* row, int width, int count);

/// Samples [begin, end) of the endless mirrored `row` of `width` samples, copied to `buffer`, which is
/// returned.
[[nodiscard]] const float* mirrored_copy(const float* row, int width, int begin, int end,
                                         std::vector<float>& buffer);

/// `image` filtered by `taps`: rows, then columns, mirrored at the borders. Of the same size; its content is
/// unspecified when a stop was requested.
[[nodiscard]] Image symmetric_blur(const Image& image, const SymmetricTaps& taps, const RunOptions& run);

/// The same with a Gaussian of `sigma` samples.
[[nodiscard]] Image gaussian_blur(const Image& image, double sigma, const RunOptions& run);

}  // namespace sift
