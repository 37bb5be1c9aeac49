#include "sift/kernels/blur.h"

#include <cmath>
#include <cstdlib>

namespace sift::kernels::scalar {

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    for (std::size_t i = 0; i < n; ++i) {
        const float* x = padded + i + radius;
        float sum = 0;
        if (radius == 0) {
            sum = taps[0] * x[0];
        } else if (radius <= 2) {
            sum = std::fma(taps[0], x[0], taps[1] * (x[-1] + x[1]));
            if (radius == 2) sum = std::fma(taps[2], x[-2] + x[2], sum);
        } else {
            sum = taps[radius] * x[-radius];
            for (int j = -radius + 1; j <= radius; ++j) sum = std::fma(taps[std::abs(j)], x[j], sum);
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
