#include "sift/orientation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "sift/gaussian_window.h"

namespace sift {
namespace {

constexpr float window_sigmas = 1.5F;  ///< standard deviation of the weights, in keypoint sigmas
constexpr float radius_sigmas = 3 * window_sigmas;
constexpr float peak_ratio = 0.8F;
constexpr int bins = std::tuple_size_v<OrientationHistogram>;

/// The histogram with `ends` more bins at either end, which go around.
constexpr int ends = 2;
using Unrolled = std::array<float, bins + 2 * ends>;

Unrolled unrolled(const OrientationHistogram& histogram) {
    Unrolled out{};
    const auto first = std::copy(histogram.end() - ends, histogram.end(), out.begin());
    std::copy_n(histogram.begin(), ends, std::copy(histogram.begin(), histogram.end(), first));
    return out;
}

/// The circular filter (1, 4, 6, 4, 1) / 16.
OrientationHistogram smooth(const OrientationHistogram& raw) {
    const Unrolled around = unrolled(raw);
    OrientationHistogram out{};
    for (std::size_t k = 0; k < out.size(); ++k)
        out[k] = (around[k] + around[k + 4]) * (1.0F / 16) + (around[k + 1] + around[k + 3]) * (4.0F / 16) +
                 around[k + 2] * (6.0F / 16);
    return out;
}

}  // namespace

int orientation_radius(float sigma) {
    return static_cast<int>(std::nearbyint(radius_sigmas * sigma));
}

OrientationHistogram orientation_histogram(const Image& layer, int column, int row, float sigma) {
    const int radius = orientation_radius(sigma);
    const std::vector<float> weights = gaussian_window(radius, window_sigmas * sigma);
    const int left = std::max(column - radius, 1);
    const int right = std::min(column + radius, layer.width() - 2);
    const int top = std::max(row - radius, 1);
    const int bottom = std::min(row + radius, layer.height() - 2);

    std::vector<kernels::WeightedRow> rows;
    rows.reserve(static_cast<std::size_t>(std::max(0, bottom - top + 1)));
    for (int y = top; y <= bottom; ++y)
        rows.push_back({{layer.row(y - 1) + left, layer.row(y) + left, layer.row(y + 1) + left},
                        right - left + 1,
                        weights.data() + (left - column + radius),
                        *(weights.data() + (y - row + radius))});
    return smooth(kernels::orientation_histogram(rows));
}

std::vector<float> dominant_orientations(const OrientationHistogram& histogram) {
    const float limit = *std::max_element(histogram.begin(), histogram.end()) * peak_ratio;
    const Unrolled around = unrolled(histogram);
    std::vector<float> angles;
    for (int k = 0; k < bins; ++k) {
        const float* bin = around.data() + ends + k;
        const float here = bin[0];
        const float before = bin[-1];
        const float after = bin[1];
        if (!(here > before && here > after && here >= limit)) continue;
        float peak = static_cast<float>(k) + 0.5F * (before - after) / (before - 2 * here + after);
        if (peak < 0) peak += bins;
        if (peak >= bins) peak -= bins;
        // Bins count counter-clockwise, keypoint angles clockwise.
        const float angle = 360 - (360.0F / bins) * peak;
        angles.push_back(angle >= 360 ? 0 : angle);
    }
    return angles;
}

}  // namespace sift
