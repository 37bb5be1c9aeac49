#include "sift/kernels/blur.h"

namespace sift::kernels::scalar {

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    for (std::size_t i = 0; i < n; ++i) {
        const float* x = padded + i + radius;
        float sum = taps[0] * x[0];
        for (int j = 1; j <= radius; ++j) sum += taps[j] * (x[-j] + x[j]);
        out[i] = sum;
    }
}

void blur_column(const float* const* rows, float* out, std::size_t n, const float* taps, int radius) {
    for (std::size_t i = 0; i < n; ++i) {
        float sum = taps[0] * rows[radius][i];
        for (int j = 1; j <= radius; ++j) sum += taps[j] * (rows[radius - j][i] + rows[radius + j][i]);
        out[i] = sum;
    }
}

}  // namespace sift::kernels::scalar
