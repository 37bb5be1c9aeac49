#include "sift/kernels/integer_gradient.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sift::kernels::scalar {

IntegerPolar integer_gradient(const FiveRows& rows, int i, const GradientWeights& weights) {
    const std::int16_t* x = rows.row[2] + i;
    const auto dx = static_cast<float>(weights.inner * (x[1] - x[-1]) + weights.outer * (x[2] - x[-2]));
    const auto dy = static_cast<float>(weights.inner * (rows.row[1][i] - rows.row[3][i]) +
                                       weights.outer * (rows.row[0][i] - rows.row[4][i]));
    const float width = std::abs(dx);
    const float height = std::abs(dy);
    const float t = std::min(width, height) / std::max(std::max(width, height), 1.0F);
    const float t2 = t * t;
    float sum = arctan_units[5];
    for (std::size_t k = 5; k-- > 0;) sum = sum * t2 + arctan_units[k];
    auto units = static_cast<std::int32_t>(std::nearbyint(sum * t));
    if (height > width) units = quarter_turn - units;
    if (dx < 0) units = 2 * quarter_turn - units;
    if (dy < 0) units = full_turn - units;
    return {std::sqrt(dx * dx + dy * dy), units == full_turn ? 0 : units};
}

}  // namespace sift::kernels::scalar
