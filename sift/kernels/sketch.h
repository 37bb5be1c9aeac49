#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sift/keypoint.h"

namespace sift::kernels {

/// A descriptor in 48 numbers instead of 128. The sketches of two descriptors are, but for their scale and
/// rounding, never farther apart than the descriptors are:
///
///   an orthonormal transform keeps all distances; 47 of its coefficients are kept as they are, and of the
///   rest, a and b for two descriptors, the lengths: | |a| - |b| | <= |a - b|.
///
/// The transform is Walsh's over the 4 x 4 cells and Fourier's over the 8 directions. The slow patterns that
/// are kept hold four fifths of the variance of descriptors, so that most pairs are found to be too far apart
/// by their sketches alone (Hel-Or & Hel-Or 2005, "Real-time pattern matching using projection kernels").
using Sketch = std::array<std::int16_t, 48>;

/// Sketches are this many times larger than descriptors: it leaves room for the longest descriptor there is.
inline constexpr int sketch_scale = 8;

/// |sketch|^2: below 2^30.
[[nodiscard]] inline std::int32_t squared_length(const Sketch& sketch) {
    std::int32_t sum = 0;
    for (const std::int32_t value : sketch) sum += value * value;
    return sum;
}

[[nodiscard]] Sketch sketch_of(const Descriptor& descriptor);

/// The squared distance at most of the sketches of two descriptors that are nearer than `squared` > 0 to each
/// other.
[[nodiscard]] std::int32_t reach_of_sketches(std::int32_t squared);

}  // namespace sift::kernels
