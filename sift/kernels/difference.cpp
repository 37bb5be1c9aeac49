#include "sift/kernels/difference.h"

namespace sift::kernels::scalar {

void difference(const float* coarser, const float* finer, float* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] = coarser[i] - finer[i];
}

}  // namespace sift::kernels::scalar
