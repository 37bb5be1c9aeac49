#include "sift/kernels/orientation.h"

#include <cmath>
#include <cstddef>

#include "sift/kernels/row_chunks.h"

namespace sift::kernels {

OrientationHistogram OrientationSums::joined() const {
    const auto sum = [&](std::size_t bin) {
        return (entry[bin] + entry[bins + bin]) + (entry[2 * bins + bin] + entry[3 * bins + bin]);
    };
    OrientationHistogram out{};
    for (std::size_t bin = 0; bin < out.size(); ++bin) out[bin] = sum(bin);
    out[0] += sum(out.size());
    return out;
}

namespace scalar {

OrientationHistogram orientation_histogram(std::span<const WeightedRow> rows) {
    OrientationSums sums;
    std::size_t sample = 0;
    in_chunks(rows, [&](const WeightedRow& row, int k) {
        const auto [magnitude, degrees] = gradient(row.rows, k);
        const auto bin = static_cast<std::size_t>(std::nearbyint(degrees * (36 / 360.0F)));
        sums.entry[sample++ % OrientationSums::copies * OrientationSums::bins + bin] +=
            magnitude * (row.weights[k] * row.row_weight);
    });
    return sums.joined();
}

}  // namespace scalar

}  // namespace sift::kernels
