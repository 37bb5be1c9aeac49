#include "sift/kernels/gradient.h"

#include <algorithm>
#include <cmath>

#include "sift/kernels/direction_polynomial.h"

namespace sift::kernels::scalar {

float polynomial_direction(float dx, float dy) {
    const float width = std::abs(dx);
    const float height = std::abs(dy);
    const float t = std::min(width, height) / (std::max(width, height) + arctan_epsilon);
    const float t2 = t * t;
    float angle = (((arctan_c7 * t2 + arctan_c5) * t2 + arctan_c3) * t2 + arctan_c1) * t;
    if (height > width) angle = 90 - angle;
    if (dx < 0) angle = 180 - angle;
    if (dy < 0) angle = 360 - angle;
    return angle;
}

void gradient_polar(const float* above, const float* row, const float* below, float* magnitude,
                    float* degrees, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        const float* here = row + i;
        const float dx = here[1] - here[-1];
        const float dy = above[i] - below[i];
        magnitude[i] = std::sqrt(dx * dx + dy * dy);
        degrees[i] = polynomial_direction(dx, dy);
    }
}

}  // namespace sift::kernels::scalar
