#include "sift/kernels/point_descriptor.h"

namespace sift::kernels::scalar {

DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows, std::int16_t turn) {
    constexpr int cell = 1 << cell_bits;
    constexpr int to_weight = 15 - cell_bits;
    constexpr int direction_step = eighth_turn >> direction_bits;
    IntegerDescriptorHistogram histogram;
    int sample = 0;
    for (const PointDescriptorRow& row : rows)
        for (int k = 0; k < row.n; ++k, ++sample) {
            const auto column = static_cast<std::uint16_t>(row.across[k] + row.row_across);
            const auto line = static_cast<std::uint16_t>(row.down[k] + row.row_down);
            if (column >= 5 * cell || line >= 5 * cell) continue;

            // To the nearest of the parts that an eighth of a turn has.
            const auto direction = static_cast<std::uint16_t>(row.direction[k] - turn + direction_step / 2);
            const int upper_direction = direction % eighth_turn / direction_step;
            const int lower_direction = (1 << direction_bits) - upper_direction;

            const std::int16_t counts = times_part(row.length[k], weight_of(row, k));
            const auto to_line = static_cast<std::int16_t>(line % cell << to_weight);
            const auto to_column = static_cast<std::int16_t>(column % cell << to_weight);
            const std::int16_t lower = times_part(counts, to_line);
            const auto upper = static_cast<std::int16_t>(counts - lower);
            const std::int16_t lower_right = times_part(lower, to_column);
            const std::int16_t upper_right = times_part(upper, to_column);
            const int cells[] = {upper - upper_right, upper_right, lower - lower_right, lower_right};

            const int place = line / cell * IntegerDescriptorHistogram::places + column / cell;
            std::int32_t* entry = histogram.shares_of(sample, place, direction / eighth_turn);
            for (int i = 0; i < 4; ++i) {
                entry[i] += cells[i] * lower_direction;
                entry[4 + i] += cells[i] * upper_direction;
            }
        }
    return histogram.joined();
}

}  // namespace sift::kernels::scalar
