#include "sift/kernels/blur.h"

#include <cmath>

namespace sift::kernels::scalar {

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    for (std::size_t i = 0; i < n; ++i) {
        const float* x = padded + i;
        float sum = taps[0] * x[0];
        if (radius == 1 || radius == 2) {
            const float* centre = x + radius;
            sum = std::fma(taps[radius], centre[0], taps[radius + 1] * (centre[-1] + centre[1]));
            if (radius == 2) sum = std::fma(taps[0], centre[-2] + centre[2], sum);
        } else {
            for (int j = 1; j <= 2 * radius; ++j) sum = std::fma(taps[j], x[j], sum);
        }
        out[i] = sum;
    }
}

void blur_columns(const float* const* rows, float* const* out, int count, std::size_t n, const float* taps,
                  int radius) {
    for (int k = 0; k < count; ++k) {
        const float* const* centre = rows + k + radius;
        for (std::size_t i = 0; i < n; ++i) {
            float sum = taps[0] * centre[0][i];
            for (int j = 1; j <= radius; ++j) sum = std::fma(taps[j], centre[-j][i] + centre[j][i], sum);
            out[k][i] = sum;
        }
    }
}

}  // namespace sift::kernels::scalar
