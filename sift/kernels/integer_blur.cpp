#include "sift/kernels/integer_blur.h"

#include <algorithm>
#include <cstdlib>

namespace sift::kernels {

TapPairs::TapPairs(std::span<const std::int32_t> taps) {
    const int radius = static_cast<int>(taps.size()) - 1;
    const auto tap = [&](int j) {
        return std::abs(j) <= radius ? taps[static_cast<std::size_t>(std::abs(j))] : 0;
    };
    const auto pair = [&](int j) {
        const auto bits = (static_cast<std::uint32_t>(tap(j + 1)) << 16) | static_cast<std::uint32_t>(tap(j));
        return static_cast<std::int32_t>(bits);
    };
    for (int k = 0; k <= radius; ++k) {
        even_.push_back(pair(-radius + 2 * k));
        odd_.push_back(pair(-radius + 2 * k - 1));
    }
}

namespace scalar {
namespace {

/// The factors of a pair of taps; taps are below 2^15.
std::int32_t first_of(std::int32_t pair) {
    return pair & 0xFFFF;
}
std::int32_t second_of(std::int32_t pair) {
    return pair >> 16;
}

void second_pass(const SplitPair* pairs, const std::int32_t* taps, int radius, const BlurredRow& row,
                 std::size_t n, int extra) {
    for (std::size_t i = 0; i < n; ++i) {
        std::int32_t high = 0;  // each below 2^30
        std::int32_t low = 0;
        for (int k = 0; k <= radius; ++k) {
            high += first_of(taps[k]) * pairs[k].high[2 * i] + second_of(taps[k]) * pairs[k].high[2 * i + 1];
            low += first_of(taps[k]) * pairs[k].low[2 * i] + second_of(taps[k]) * pairs[k].low[2 * i + 1];
        }
        const std::int32_t sum = high + (low >> 15);  // floor(S / 2^15)
        row.level[i] = static_cast<std::int16_t>((sum + (1 << 14)) >> 15);
        if (row.difference == nullptr) continue;
        const std::int32_t apart = sum - row.finer[i] * (1 << 15);
        const std::int32_t rounded = (apart + (1 << (14 - extra))) >> (15 - extra);
        row.difference[i] = static_cast<std::int16_t>(std::clamp(rounded, -0x8000, 0x7FFF));
    }
}

}  // namespace

void integer_blur_row_pair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                           const SplitPair& out, std::size_t n, const TapPairs& taps) {
    const std::int16_t* const padded[] = {upper_padded, lower_padded};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t row = 0; row < 2; ++row) {
            const std::int16_t* x = padded[row] + i;
            std::int32_t sum = 0;  // below 2^30
            for (int k = 0; k <= taps.radius(); ++k) {
                sum += first_of(taps.even()[k]) * x[2 * k];
                if (k < taps.radius()) sum += second_of(taps.even()[k]) * x[2 * k + 1];
            }
            out.high[2 * i + row] = static_cast<std::int16_t>(sum >> 15);
            out.low[2 * i + row] = static_cast<std::int16_t>(sum & 0x7FFF);
        }
}

void integer_blur_two_rows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                           std::size_t n, const TapPairs& taps, int extra) {
    second_pass(pairs, taps.even(), taps.radius(), upper, n, extra);
    if (lower != nullptr) second_pass(pairs, taps.odd(), taps.radius(), *lower, n, extra);
}

}  // namespace scalar

}  // namespace sift::kernels
