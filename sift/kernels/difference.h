#pragma once

#include <cstddef>

namespace sift::kernels {

/// One row of a DoG layer: out[i] = coarser[i] - finer[i] (Lowe 2004, equation 1).
/// All rows hold n floats; any alignment; `out` may be one of the inputs.
void difference(const float* coarser, const float* finer, float* out, std::size_t n);

namespace scalar {
void difference(const float* coarser, const float* finer, float* out, std::size_t n);
}  // namespace scalar

}  // namespace sift::kernels
