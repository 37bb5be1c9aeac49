#include "sift/kernels/descriptor.h"

#include <algorithm>
#include <cmath>

namespace sift::kernels::scalar {
namespace {

/// Whether a coordinate in cells is nearer than one cell to the centre of an outer one.
bool is_inside(float at) {
    return at > -1 && at < descriptor_cells;
}

/// The lower neighbour's number, from -1 to 3, for what lies outside as well.
float lower_neighbour(float at) {
    return std::clamp(std::floor(at), -1.0F, descriptor_cells - 1.0F);
}

}  // namespace

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    DescriptorHistogram<float> histogram;
    int sample = 0;
    for (const DescriptorRow& row : rows)
        for (int k = 0; k < row.n; ++k, ++sample) {
            const float j = row.j + static_cast<float>(k);
            const float at_column = (j * frame.cosine - row.i * frame.sine) + 2 - 0.5F;
            const float at_row = (j * frame.sine + row.i * frame.cosine) + 2 - 0.5F;
            const auto [magnitude, degrees] = gradient(row.rows, k);
            const float weight =
                is_inside(at_row) && is_inside(at_column) ? magnitude * (row.weights[k] * row.row_weight) : 0;
            const float direction = (degrees - frame.turn) * (descriptor_directions / 360.0F);

            const float to_row = at_row - lower_neighbour(at_row);
            const float to_column = at_column - lower_neighbour(at_column);
            const float to_direction = direction - std::floor(direction);
            const int place = static_cast<int>(lower_neighbour(at_row) * 5 + lower_neighbour(at_column) + 6);
            const int bin = static_cast<int>(std::floor(direction)) & (descriptor_directions - 1);
            float* entry = histogram.shares_of(sample, place, bin);

            const float lower = weight * to_row;
            const float upper = weight - lower;
            const float lower_right = lower * to_column;
            const float upper_right = upper * to_column;
            const float cells[] = {upper - upper_right, upper_right, lower - lower_right, lower_right};
            for (int cell = 0; cell < 4; ++cell) {
                const float in_next_direction = cells[cell] * to_direction;
                entry[cell] += cells[cell] - in_next_direction;
                entry[4 + cell] += in_next_direction;
            }
        }
    return histogram.joined();
}

}  // namespace sift::kernels::scalar
