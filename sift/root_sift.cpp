#include "sift/root_sift.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace sift {

Descriptor root_sift(const Descriptor& descriptor) {
    Descriptor root{};
    const int sum = std::accumulate(descriptor.begin(), descriptor.end(), 0);
    if (sum == 0) return root;
    for (std::size_t i = 0; i < descriptor.size(); ++i) {
        const double value = std::round(512.0 * std::sqrt(static_cast<double>(descriptor[i]) / sum));
        root[i] = static_cast<std::uint8_t>(std::min(255.0, value));
    }
    return root;
}

}  // namespace sift
