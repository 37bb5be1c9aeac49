#include "sift/fine_orientation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/point_window.h"
#include "sift/rounding.h"

namespace sift {
namespace {

constexpr double window_sigmas = 2.0;      ///< standard deviation of the weights, in keypoint sigmas
constexpr double window_reach = 3.0;       ///< where the window ends, in standard deviations
constexpr std::int16_t edge_weight = 364;  ///< e^(-window_reach^2 / 2) times whole_weight
constexpr double peak_ratio = 0.8;
constexpr double snap = 1 << 20;
constexpr int bins = kernels::fine_bins;

struct Peak {
    double bin;
    double height;
};

std::vector<Peak> peaks_of(const FineOrientationHistogram& histogram) {
    std::vector<Peak> peaks;
    for (int k = 0; k < bins; ++k) {
        const double here = histogram[static_cast<std::size_t>(k)];
        const double before = histogram[static_cast<std::size_t>(k == 0 ? bins - 1 : k - 1)];
        const double after = histogram[static_cast<std::size_t>(k + 1 == bins ? 0 : k + 1)];
        // Of two equal bins the first one, whose parabola has its top halfway between them.
        if (!(here > before && here >= after)) continue;
        const double offset = 0.5 * (after - before) / ((here - before) + (here - after));
        peaks.push_back({k + std::nearbyint(offset * snap) / snap, here + 0.25 * (after - before) * offset});
    }
    return peaks;
}

}  // namespace

FineOrientationHistogram fine_orientation_histogram(const LevelGradients& gradients,
                                                    const LevelPoint& point) {
    const double sigma = window_sigmas * point.sigma;
    const double reach = window_reach * sigma;
    const PointWindow across =
        point_window(point.x, reach, gradient_border, gradients.width() - 1 - gradient_border);
    const PointWindow down =
        point_window(point.y, reach, gradient_border, gradients.height() - 1 - gradient_border);
    if (across.empty() || down.empty()) return {};
    const float rate = gaussian_rate(sigma);
    const auto weights_of = [&](const PointWindow& window) {
        std::vector<std::int16_t> weights(static_cast<std::size_t>(window.size()) + kernels::level_overhang);
        kernels::gaussian_weights(window.side(), rate, weights.data());
        return weights;
    };
    const std::vector<std::int16_t> column_weights = weights_of(across);
    const std::vector<std::int16_t> row_weights = weights_of(down);

    std::vector<kernels::WeightedLevelRow> rows;
    rows.reserve(row_weights.size());
    for (int y = down.first; y <= down.last; ++y) {
        // Outside the window's circle the weights are none.
        const double dy = y - point.y;
        const double half = std::sqrt(std::max(reach * reach - dy * dy, 0.0));
        const int left = std::max(across.first, -floor_of(half - point.x));
        const int right = std::min(across.last, floor_of(point.x + half));
        if (left > right) continue;
        rows.push_back({gradients.length.row(y) + left, gradients.direction.row(y) + left, right - left + 1,
                        column_weights.data() + (left - across.first),
                        row_weights[static_cast<std::size_t>(y - down.first)]});
    }
    return kernels::smoothed(kernels::fine_orientation_sums(rows, edge_weight));
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
