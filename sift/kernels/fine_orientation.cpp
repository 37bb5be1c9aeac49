#include "sift/kernels/fine_orientation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sift::kernels::scalar {

FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                    const GradientWeights& weights) {
    FineHistogram histogram{};
    for (const WeightedLevelRow& row : rows)
        for (int k = 0; k < row.n; ++k) {
            const auto [magnitude, direction] = integer_gradient(row.rows, k, weights);
            const float weight = std::max(row.weights[k] * row.row_weight - edge_weight, 0.0F);
            const auto count =
                static_cast<std::int32_t>(std::nearbyint(weight * (magnitude * orientation_scale)));
            const std::int32_t bin = direction / units_per_fine_bin;
            const std::int64_t part = direction % units_per_fine_bin;
            histogram[static_cast<std::size_t>(bin)] += count * (units_per_fine_bin - part);
            histogram[static_cast<std::size_t>((bin + 1) % fine_bins)] += count * part;
        }
    return histogram;
}

SmoothHistogram smoothed(const FineHistogram& raw) {
    SmoothHistogram out{};
    for (int k = 0; k < fine_bins; ++k) {
        const auto at = [&](int bin) {
            return static_cast<double>(raw[static_cast<std::size_t>((bin + fine_bins) % fine_bins)]);
        };
        double sum = fine_smoothing[0] * at(k);
        for (int j = 1; j < static_cast<int>(fine_smoothing.size()); ++j)
            sum += fine_smoothing[static_cast<std::size_t>(j)] * (at(k - j) + at(k + j));
        out[static_cast<std::size_t>(k)] = sum;
    }
    return out;
}

}  // namespace sift::kernels::scalar
