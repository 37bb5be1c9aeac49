#pragma once

#include <cstdint>
#include <vector>

namespace sift {

/// One side of a symmetric filter of integers: taps[0] is its centre, taps[j] weighs both neighbours at
/// distance j; all of them together sum up to 2^15. Length radius + 1; a radius of 0 is the identity.
using IntegerTaps = std::vector<std::int32_t>;

/// A sampled Gaussian cut at 4 sigma, rounded to multiples of 2^-15; the centre takes what rounding left.
/// Outer taps that round to 0 are dropped. `sigma` > 0, in samples.
[[nodiscard]] IntegerTaps integer_gaussian_taps(double sigma);

}  // namespace sift
