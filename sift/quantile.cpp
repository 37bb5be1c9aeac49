#include "sift/quantile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace sift {

double quantile(std::vector<double> values, double q) {
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), below, values.end());
    const double rest = place - std::floor(place);
    if (rest == 0) return *below;
    const double above = *std::min_element(below + 1, values.end());
    return *below + rest * (above - *below);
}

double median(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

}  // namespace sift
