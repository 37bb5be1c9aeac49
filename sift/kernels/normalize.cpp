#include "sift/kernels/normalize.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace sift::kernels::scalar {
namespace {

float length(const std::array<float, 128>& values) {
    std::array<float, 16> sums{};
    for (std::size_t i = 0; i < values.size(); ++i) sums[i % 16] += values[i] * values[i];
    for (std::size_t width = 8; width >= 1; width /= 2)
        for (std::size_t i = 0; i < width; ++i) sums[i] += sums[i + width];
    return std::sqrt(sums[0]);
}

}  // namespace

void normalize(const std::array<float, 128>& sums, std::array<std::uint8_t, 128>& out) {
    const float limit = length(sums) * largest_share;
    std::array<float, 128> cut{};
    for (std::size_t i = 0; i < sums.size(); ++i) cut[i] = std::min(sums[i], limit);
    const float scale = integer_length / std::max(length(cut), std::numeric_limits<float>::epsilon());
    for (std::size_t i = 0; i < sums.size(); ++i)
        out[i] = static_cast<std::uint8_t>(std::min(std::nearbyint(cut[i] * scale), 255.0F));
}

}  // namespace sift::kernels::scalar
