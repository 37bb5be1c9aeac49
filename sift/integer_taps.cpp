#include "sift/integer_taps.h"

#include <cmath>

#include "sift/elementary.h"
#include "sift/fixed_point.h"

namespace sift {

IntegerTaps integer_gaussian_taps(double sigma) {
    const int radius = static_cast<int>(std::ceil(4 * sigma));
    std::vector<double> weights;
    double sum = 0;
    for (int j = 0; j <= radius; ++j) {
        weights.push_back(exponential(-0.5 * j * j / (sigma * sigma)));
        sum += (j == 0 ? 1 : 2) * weights.back();
    }
    constexpr std::int32_t unit = 1 << tap_bits;
    IntegerTaps taps(weights.size());
    std::int32_t sides = 0;
    for (std::size_t j = 1; j < taps.size(); ++j) {
        taps[j] = static_cast<std::int32_t>(std::nearbyint(weights[j] / sum * unit));
        sides += taps[j];
    }
    taps[0] = unit - 2 * sides;
    while (taps.back() == 0) taps.pop_back();
    return taps;
}

}  // namespace sift
