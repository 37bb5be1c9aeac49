#include "sift/fine_orientation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sift/point_window.h"

namespace sift {
namespace {

constexpr double window_sigmas = 2.0;     ///< standard deviation of the weights, in keypoint sigmas
constexpr double window_reach = 3.0;      ///< where the window ends, in standard deviations
constexpr float edge_weight = 0.011109F;  ///< e^(-window_reach^2 / 2)
constexpr double peak_ratio = 0.8;
constexpr double snap = 1 << 20;
constexpr int bins = kernels::fine_bins;

/// A Gaussian of 10 degrees, 4 bins, in parts of 1024, cut at 11 bins.
constexpr std::array<int, 12> smoothing = {102, 99, 90, 77, 62, 47, 33, 22, 14, 8, 4, 2};

FineOrientationHistogram smooth(const kernels::FineHistogram& raw) {
    constexpr int margin = static_cast<int>(smoothing.size()) - 1;
    std::array<double, bins + 2 * margin> around{};
    for (int k = 0; k < bins + 2 * margin; ++k)
        around[static_cast<std::size_t>(k)] =
            static_cast<double>(raw[static_cast<std::size_t>((k - margin + bins) % bins)]);
    FineOrientationHistogram out{};
    for (std::size_t j = 0; j < smoothing.size(); ++j) {
        const double part = smoothing[j];
        const double* minus = around.data() + margin - j;
        const double* plus = around.data() + margin + j;
        for (std::size_t k = 0; k < out.size(); ++k) out[k] += part * (j == 0 ? plus[k] : minus[k] + plus[k]);
    }
    return out;
}

struct Peak {
    double bin;
    double height;
};

std::vector<Peak> peaks_of(const FineOrientationHistogram& histogram) {
    std::vector<Peak> peaks;
    for (int k = 0; k < bins; ++k) {
        const double here = histogram[static_cast<std::size_t>(k)];
        const double before = histogram[static_cast<std::size_t>((k + bins - 1) % bins)];
        const double after = histogram[static_cast<std::size_t>((k + 1) % bins)];
        // Of two equal bins the first one, whose parabola has its top halfway between them.
        if (!(here > before && here >= after)) continue;
        const double offset = 0.5 * (after - before) / ((here - before) + (here - after));
        peaks.push_back({k + std::nearbyint(offset * snap) / snap, here + 0.25 * (after - before) * offset});
    }
    return peaks;
}

}  // namespace

FineOrientationHistogram fine_orientation_histogram(const IntegerImage& level, const LevelPoint& point,
                                                    const kernels::GradientWeights& gradient) {
    const double sigma = window_sigmas * point.sigma;
    const double reach = window_reach * sigma;
    const PointWindow across = point_window(point.x, sigma, reach, 2, level.width() - 3);
    const PointWindow down = point_window(point.y, sigma, reach, 2, level.height() - 3);
    kernels::FineHistogram histogram{};
    if (across.weights.empty()) return {};
    std::vector<float> magnitude(across.weights.size());
    std::vector<std::int32_t> direction(across.weights.size());
    for (int y = down.first; y <= down.last; ++y) {
        // Outside the window's circle the weights are none.
        const double dy = y - point.y;
        const double half = std::sqrt(std::max(reach * reach - dy * dy, 0.0));
        const int left = std::max(across.first, static_cast<int>(std::ceil(point.x - half)));
        const int right = std::min(across.last, static_cast<int>(std::floor(point.x + half)));
        if (left > right) continue;
        const int n = right - left + 1;
        kernels::integer_gradients({{level.row(y - 2) + left, level.row(y - 1) + left, level.row(y) + left,
                                     level.row(y + 1) + left, level.row(y + 2) + left}},
                                   n, gradient, magnitude.data(), direction.data());
        kernels::add_fine_orientation_row(
            {magnitude.data(), direction.data(), n, across.weights.data() + (left - across.first),
             down.weights[static_cast<std::size_t>(y - down.first)], edge_weight},
            histogram);
    }
    return smooth(histogram);
}

std::vector<double> fine_dominant_orientations(const FineOrientationHistogram& histogram) {
    const std::vector<Peak> peaks = peaks_of(histogram);
    double highest = 0;
    for (const Peak& peak : peaks) highest = std::max(highest, peak.height);
    std::vector<double> angles;
    for (const Peak& peak : peaks) {
        if (peak.height < peak_ratio * highest) continue;
        // Bins count counter-clockwise, keypoint angles clockwise. Exact: 28 bits times 5 / 2.
        const double angle = 360 - (360.0 / bins) * (peak.bin < 0 ? peak.bin + bins : peak.bin);
        angles.push_back(angle >= 360 ? 0 : angle);
    }
    return angles;
}

}  // namespace sift
