#include "sift/point_window.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sift/elementary.h"
#include "sift/kernels/gradient.h"

namespace sift {

PointWindow point_window(double centre, double sigma, double reach, int lowest, int highest) {
    const int nearest = static_cast<int>(std::nearbyint(centre));
    PointWindow window;
    window.first = std::max(lowest, static_cast<int>(std::ceil(centre - reach)));
    window.last = std::min(highest, static_cast<int>(std::floor(centre + reach)));
    if (window.empty()) return window;
    window.weights.resize(window.size() + kernels::row_overhang);

    // From k to k + 1 samples beyond the nearest one the weight falls by e^(-(2 (k - u) + 1) a),
    // a = 1 / (2 sigma^2): two products a step. Both sides begin in the middle, so that neither is special.
    const double a = 0.5 / (sigma * sigma);
    const double faster = exponential(-2 * a);
    const auto fill = [&](double u, int steps, int direction) {
        double weight = exponential(-u * u * a);
        double fall = exponential(-(1 - 2 * u) * a);
        for (int k = 0; k <= steps; ++k) {
            const int at = nearest + direction * k;
            if (at >= window.first && at <= window.last)
                window.weights[static_cast<std::size_t>(at - window.first)] = static_cast<float>(weight);
            weight *= fall;
            fall *= faster;
        }
    };
    fill(centre - nearest, window.last - nearest, 1);
    fill(nearest - centre, nearest - window.first, -1);
    return window;
}

}  // namespace sift
