#include "sift/kernels/fine_orientation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sift::kernels::scalar {

void add_fine_orientation_row(const OrientationRow& row, FineHistogram& histogram) {
    for (int i = 0; i < row.n; ++i) {
        const float weight = std::max(row.weights[i] * row.row_weight - row.edge_weight, 0.0F);
        const auto count =
            static_cast<std::int32_t>(std::nearbyint(weight * (row.magnitude[i] * orientation_scale)));
        const std::int32_t bin = row.direction[i] / units_per_fine_bin;
        const std::int64_t part = row.direction[i] % units_per_fine_bin;
        histogram[static_cast<std::size_t>(bin)] += count * (units_per_fine_bin - part);
        histogram[static_cast<std::size_t>((bin + 1) % fine_bins)] += count * part;
    }
}

}  // namespace sift::kernels::scalar
