#include "sift/kernels/point_descriptor.h"

#include <cmath>

namespace sift::kernels::scalar {

DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows, const PointFrame& frame,
                                     const GradientWeights& weights) {
    IntegerDescriptorHistogram histogram;
    int sample = 0;
    for (const PointDescriptorRow& row : rows)
        for (int k = 0; k < row.n; ++k, ++sample) {
            const float column = (row.j[k] * frame.cosine - row.i * frame.sine) + 1.5F;
            const float line = (row.j[k] * frame.sine + row.i * frame.cosine) + 1.5F;
            if (!(column > -1 && column < descriptor_cells && line > -1 && line < descriptor_cells)) continue;

            const auto [magnitude, counter_clockwise] = integer_gradient(row.rows, k, weights);
            const float whole_line = std::floor(line);
            const float whole_column = std::floor(column);
            const float to_line = line - whole_line;
            const float to_column = column - whole_column;
            std::int32_t turned = counter_clockwise - frame.turn;
            if (turned < 0) turned += full_turn;
            const auto direction = static_cast<float>(turned) * (1.0F / eighth_turn);
            const float whole_direction = std::floor(direction);
            const float to_direction = direction - whole_direction;

            const float weight = (row.weights[k] * row.row_weight) * (magnitude * descriptor_scale);
            const int place = (static_cast<int>(whole_line) + 1) * IntegerDescriptorHistogram::places +
                              static_cast<int>(whole_column) + 1;
            std::int32_t* entry = histogram.shares_of(sample, place, static_cast<int>(whole_direction));
            const float lower = weight * to_line;
            const float upper = weight * (1 - to_line);
            const float cells[] = {upper * (1 - to_column), upper * to_column, lower * (1 - to_column),
                                   lower * to_column};
            for (int cell = 0; cell < 4; ++cell) {
                entry[cell] += static_cast<std::int32_t>(std::nearbyint(cells[cell] * (1 - to_direction)));
                entry[4 + cell] += static_cast<std::int32_t>(std::nearbyint(cells[cell] * to_direction));
            }
        }
    return histogram.joined();
}

}  // namespace sift::kernels::scalar
