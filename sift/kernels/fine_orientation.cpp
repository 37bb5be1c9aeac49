#include "sift/kernels/fine_orientation.h"

#include <algorithm>
#include <cstddef>

namespace sift::kernels::scalar {

FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, std::int16_t edge_weight) {
    std::array<std::uint32_t, fine_parts> counts{};
    for (const WeightedLevelRow& row : rows)
        for (int k = 0; k < row.n; ++k) {
            const auto weight = static_cast<std::int16_t>(std::max(weight_of(row, k) - edge_weight, 0));
            // The part's number, from -fine_parts / 2 to fine_parts / 2: both are half a turn.
            const int part = times_part(row.direction[k], fine_parts / 2);
            counts[static_cast<std::size_t>(part < 0 ? part + fine_parts : part)] +=
                static_cast<std::uint32_t>(times_part(row.length[k], weight));
        }
    FineHistogram histogram{};
    for (std::size_t i = 0; i < fine_parts; ++i) {
        const auto way = static_cast<std::uint32_t>(i % parts_of_bin);
        histogram[i / parts_of_bin] += counts[i] * (parts_of_bin - way);
        histogram[(i / parts_of_bin + 1) % fine_bins] += counts[i] * way;
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
