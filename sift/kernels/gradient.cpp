#include "sift/kernels/gradient.h"

#include <algorithm>
#include <cmath>

namespace sift::kernels::scalar {

Polar polar_form(float dx, float dy) {
    const float width = std::abs(dx);
    const float height = std::abs(dy);
    const float t = std::min(width, height) / (std::max(width, height) + arctan_epsilon);
    const float t2 = t * t;
    float degrees = (((arctan_c7 * t2 + arctan_c5) * t2 + arctan_c3) * t2 + arctan_c1) * t;
    if (height > width) degrees = 90 - degrees;
    // By their signs: also that of -0, which no difference of two numbers is unless they are zeros.
    if (std::signbit(dx)) degrees = 180 - degrees;
    if (std::signbit(dy)) degrees = 360 - degrees;
    return {std::sqrt(dx * dx + dy * dy), degrees};
}

Polar gradient(const ThreeRows& rows, int i) {
    return polar_form(rows.row[i + 1] - rows.row[i - 1], rows.above[i] - rows.below[i]);
}

}  // namespace sift::kernels::scalar
