#include "sift/point_window.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sift/elementary.h"
#include "sift/kernels/level_gradient.h"
#include "sift/rounding.h"

namespace sift {

WindowFall::WindowFall(double sigma)
    : slope(0.5 / (sigma * sigma)), first(exponential(-slope)), faster(first * first) {}

PointWindow point_window(double centre, const WindowFall& fall, double reach, int lowest, int highest) {
    const int nearest = nearest_of(centre);
    PointWindow window;
    window.first = std::max(lowest, -floor_of(reach - centre));
    window.last = std::min(highest, floor_of(centre + reach));
    if (window.empty()) return window;
    window.weights.resize(window.size() + kernels::level_overhang);

    // From k to k + 1 samples beyond the nearest one the weight falls by e^(-(2 (k - u) + 1) a),
    // a = 1 / (2 sigma^2): two products a step. Both sides begin in the middle, so that neither is special.
    const double u = centre - nearest;
    double after = exponential(-u * u * fall.slope);
    double before = after;
    double fall_after = fall.first * exponential(2 * u * fall.slope);
    double fall_before = fall.first * exponential(-2 * u * fall.slope);
    const auto set = [&](int at, double weight) {
        if (at >= window.first && at <= window.last)
            window.weights[static_cast<std::size_t>(at - window.first)] =
                static_cast<std::int16_t>(weight * kernels::whole_weight + 0.5);
    };
    const int steps = std::max(window.last - nearest, nearest - window.first);
    for (int k = 0; k <= steps; ++k) {
        set(nearest + k, after);
        set(nearest - k, before);
        after *= fall_after;
        before *= fall_before;
        fall_after *= fall.faster;
        fall_before *= fall.faster;
    }
    return window;
}

}  // namespace sift
