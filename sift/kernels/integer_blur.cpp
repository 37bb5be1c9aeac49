#include "sift/kernels/integer_blur.h"

#include <algorithm>
#include <cstdlib>

namespace sift::kernels::scalar {

void integer_blur_row(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                      const std::int32_t* taps, int radius) {
    for (std::size_t i = 0; i < n; ++i) {
        std::int32_t sum = 0;  // below 2^30
        for (int j = -radius; j <= radius; ++j)
            sum += taps[std::abs(j)] * padded[static_cast<int>(i) + radius + j];
        high[i] = static_cast<std::int16_t>(sum >> 15);
        low[i] = static_cast<std::int16_t>(sum & 0x7FFF);
    }
}

void integer_blur_column(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                         std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                         int extra) {
    for (std::size_t i = 0; i < n; ++i) {
        std::int32_t high = 0;  // each below 2^30
        std::int32_t low = 0;
        for (int j = -radius; j <= radius; ++j) {
            high += taps[std::abs(j)] * rows.high[radius + j][i];
            low += taps[std::abs(j)] * rows.low[radius + j][i];
        }
        const std::int32_t sum = high + (low >> 15);  // floor(S / 2^15)
        level[i] = static_cast<std::int16_t>((sum + (1 << 14)) >> 15);
        if (difference == nullptr) continue;
        const std::int32_t apart = sum - finer[i] * (1 << 15);
        const std::int32_t rounded = (apart + (1 << (14 - extra))) >> (15 - extra);
        difference[i] = static_cast<std::int16_t>(std::clamp(rounded, -0x8000, 0x7FFF));
    }
}

}  // namespace sift::kernels::scalar
