#include "sift/kernels/level_gradient.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace sift::kernels::scalar {
namespace {

std::pair<std::int16_t, std::int16_t> length_and_direction(float dx, float dy) {
    const float width = std::abs(dx);
    const float height = std::abs(dy);
    const float t = std::min(width, height) / std::max(std::max(width, height), 1.0F);
    const float t2 = t * t;
    float sum = arctan_units.back();
    for (std::size_t k = arctan_units.size() - 1; k-- > 0;) sum = sum * t2 + arctan_units[k];
    int units = static_cast<int>(std::nearbyint(sum * t));
    if (units % 512 == 256) ++units;
    if (height > width) units = quarter_turn - units;
    if (dx < 0) units = 2 * quarter_turn - units;
    if (dy < 0) units = -units;
    const float length =
        std::min(std::sqrt(dx * dx + dy * dy) * length_scale, static_cast<float>(longest_gradient));
    return {static_cast<std::int16_t>(std::nearbyint(length)), static_cast<std::int16_t>(units)};
}

}  // namespace

void level_gradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                     const GradientWeights& weights) {
    const auto& row = rows.row;
    for (std::size_t i = 0; i < n; ++i) {
        const std::int16_t* x = row[2] + i;
        const int dx = weights.inner * (x[1] - x[-1]) + weights.outer * (x[2] - x[-2]);
        const int dy = weights.inner * (row[1][i] - row[3][i]) + weights.outer * (row[0][i] - row[4][i]);
        std::tie(out.length[i], out.direction[i]) =
            length_and_direction(static_cast<float>(dx), static_cast<float>(dy));
    }
}

}  // namespace sift::kernels::scalar
