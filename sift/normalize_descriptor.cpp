#include "sift/normalize_descriptor.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sift {
namespace {

constexpr float largest_share = 0.2F;  ///< of the length, for one entry
constexpr float integer_length = 512;  ///< length of the descriptor before rounding

float length(const std::array<float, 128>& histogram) {
    float squares = 0;
    for (const float value : histogram) squares += value * value;
    return std::sqrt(squares);
}

}  // namespace

Descriptor normalize_descriptor(std::array<float, 128> histogram) {
    const float limit = length(histogram) * largest_share;
    for (float& value : histogram) value = std::min(value, limit);
    const float scale = integer_length / std::max(length(histogram), std::numeric_limits<float>::epsilon());
    Descriptor out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(std::clamp(std::nearbyint(histogram[i] * scale), 0.0F, 255.0F));
    return out;
}

}  // namespace sift
