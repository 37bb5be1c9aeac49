#include "sift/point_window.h"

#include <algorithm>
#include <numbers>

#include "sift/rounding.h"

namespace sift {

PointWindow point_window(double centre, double reach, int lowest, int highest) {
    PointWindow window;
    window.nearest = nearest_of(centre);
    window.first = std::max(lowest, -floor_of(reach - centre));
    window.last = std::min(highest, floor_of(centre + reach));
    window.beyond = centre - window.nearest;
    return window;
}

float gaussian_rate(double sigma) {
    return static_cast<float>(0.5 * std::numbers::log2e / (sigma * sigma));
}

}  // namespace sift
