#include "sift/kernels/descriptor.h"

#include <cmath>

namespace sift::kernels::scalar {

CellPosition cell_position(const DescriptorFrame& frame, float j, float i) {
    const float across = j * frame.cosine - i * frame.sine;
    const float down = j * frame.sine + i * frame.cosine;
    return {down + 2 - 0.5F, across + 2 - 0.5F};
}

void add_descriptor_row(const DescriptorRow& row, const DescriptorFrame& frame,
                        DescriptorHistogram& histogram) {
    for (int k = 0; k < row.n; ++k) {
        const auto [magnitude, degrees] = gradient(row.rows, k);
        const float weight = magnitude * (row.weights[k] * row.row_weight);
        const CellPosition at = cell_position(frame, row.j + static_cast<float>(k), row.i);
        const float direction = (degrees - frame.turn) * (descriptor_directions / 360.0F);

        const float whole_row = std::floor(at.row);
        const float whole_column = std::floor(at.column);
        const float whole_direction = std::floor(direction);
        const float to_row = at.row - whole_row;
        const float to_column = at.column - whole_column;
        const float to_direction = direction - whole_direction;

        const int bin = static_cast<int>(whole_direction) & (descriptor_directions - 1);  // whole turns away
        const int next_bin = (bin + 1) & (descriptor_directions - 1);
        const int cell = (static_cast<int>(whole_row) + 1) * DescriptorHistogram::cells +
                         static_cast<int>(whole_column) + 1;
        float* copy =
            histogram.entry.data() + k % DescriptorHistogram::copies * DescriptorHistogram::copy_size;

        const auto put = [&](int to_cell, float share) {
            float* entry = copy + to_cell * DescriptorHistogram::bins;
            entry[bin] += share * (1 - to_direction);
            entry[next_bin] += share * to_direction;
        };
        const float lower = weight * to_row;
        const float upper = weight - lower;
        const float lower_right = lower * to_column;
        const float upper_right = upper * to_column;
        put(cell, upper - upper_right);
        put(cell + 1, upper_right);
        put(cell + DescriptorHistogram::cells, lower - lower_right);
        put(cell + DescriptorHistogram::cells + 1, lower_right);
    }
}

}  // namespace sift::kernels::scalar
