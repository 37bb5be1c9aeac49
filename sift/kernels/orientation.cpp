#include "sift/kernels/orientation.h"

#include <cmath>

namespace sift::kernels::scalar {

void add_orientation_row(const ThreeRows& rows, int n, const float* weights, float row_weight,
                         OrientationHistogram& histogram) {
    for (int i = 0; i < n; ++i) {
        const auto [magnitude, degrees] = gradient(rows, i);
        const auto bin = static_cast<std::size_t>(std::nearbyint(degrees * (36 / 360.0F)));
        histogram[bin == 36 ? 0 : bin] += weights[i] * row_weight * magnitude;
    }
}

}  // namespace sift::kernels::scalar
