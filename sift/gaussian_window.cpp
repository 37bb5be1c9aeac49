#include "sift/gaussian_window.h"

#include <cstddef>

#include "sift/elementary.h"
#include "sift/kernels/gradient.h"

namespace sift {

std::vector<float> gaussian_window(int radius, double sigma) {
    std::vector<float> weights(2 * static_cast<std::size_t>(radius) + 1 + kernels::row_overhang);
    const auto centre = static_cast<std::size_t>(radius);
    // From k to k + 1 the weight falls by e^(-(2k + 1) a), a = 1 / (2 sigma^2): two products a step.
    double weight = 1;
    double fall = exponential(-0.5 / (sigma * sigma));
    const double faster = fall * fall;
    for (std::size_t k = 0; k <= centre; ++k) {
        weights[centre - k] = weights[centre + k] = static_cast<float>(weight);
        weight *= fall;
        fall *= faster;
    }
    return weights;
}

}  // namespace sift
