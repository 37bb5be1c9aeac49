#include "sift/geometry/discrete_gaussian.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sift/require.h"

namespace sift {

SymmetricTaps discrete_gaussian_taps(double sigma) {
    require(sigma > 0 && sigma <= 100, "the sigma of a discrete Gaussian", sigma, "above 0 and at most 100");
    // Miller's algorithm: I_(n-1) = I_(n+1) + (2 n / t) I_n from an order so high that nothing is left there,
    // downwards, where the recurrence is stable; the common factor goes with the sum, which is e^t.
    constexpr double negligible = 1e-9;
    const double t = sigma * sigma;
    const int highest = static_cast<int>(std::ceil(8 * sigma)) + 16;
    std::vector<double> weights(static_cast<std::size_t>(highest) + 2);
    weights[static_cast<std::size_t>(highest)] = 1e-200;
    for (int n = highest; n > 0; --n) {
        const auto i = static_cast<std::size_t>(n);
        weights[i - 1] = weights[i + 1] + 2 * n / t * weights[i];
        if (weights[i - 1] < 1e100) continue;
        for (std::size_t k = i - 1; k < weights.size(); ++k) weights[k] *= 1e-200;
    }
    double sum = weights[0];
    for (std::size_t i = 1; i < weights.size(); ++i) sum += 2 * weights[i];
    std::size_t length = weights.size();
    double rest = 0;
    while (length > 1 && rest + 2 * weights[length - 1] <= negligible * sum) rest += 2 * weights[--length];
    SymmetricTaps taps;
    for (std::size_t i = 0; i < length; ++i) taps.push_back(static_cast<float>(weights[i] / (sum - rest)));
    return taps;
}

Image discrete_gaussian_blur(ImageView image, double sigma, const RunOptions& run) {
    Image copy = Image::uninitialized(image.width, image.height);
    for (int y = 0; y < image.height; ++y) std::copy_n(image.row(y), image.width, copy.row(y));
    Image blurred = symmetric_blur(copy, discrete_gaussian_taps(sigma), run);
    if (run.stop.stop_requested()) return {};
    return blurred;
}

}  // namespace sift
