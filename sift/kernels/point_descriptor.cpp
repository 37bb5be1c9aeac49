#include "sift/kernels/point_descriptor.h"

#include <cmath>

namespace sift::kernels::scalar {

void add_point_descriptor_row(const PointDescriptorRow& row, const PointFrame& frame,
                              IntegerDescriptorHistogram& histogram) {
    for (int k = 0; k < row.n; ++k) {
        const float column = (row.j[k] * frame.cosine - row.i * frame.sine) + 1.5F;
        const float line = (row.j[k] * frame.sine + row.i * frame.cosine) + 1.5F;
        if (!(column > -1 && column < 4 && line > -1 && line < 4)) continue;

        const float whole_line = std::floor(line);
        const float whole_column = std::floor(column);
        const float to_line = line - whole_line;
        const float to_column = column - whole_column;
        std::int32_t turned = row.direction[k] - frame.turn;
        if (turned < 0) turned += full_turn;
        const auto direction = static_cast<float>(turned) * (1.0F / eighth_turn);
        const float whole_direction = std::floor(direction);
        const float to_direction = direction - whole_direction;

        const float weight = (row.weights[k] * row.row_weight) * (row.magnitude[k] * descriptor_scale);
        const int cell = (static_cast<int>(whole_line) + 1) * IntegerDescriptorHistogram::cells +
                         static_cast<int>(whole_column) + 1;
        const int bin = static_cast<int>(whole_direction);
        const auto put = [&](int to_cell, float share) {
            std::int32_t* entry = histogram.entry.data() + to_cell * IntegerDescriptorHistogram::bins + bin;
            entry[0] += static_cast<std::int32_t>(std::nearbyint(share * (1 - to_direction)));
            entry[1] += static_cast<std::int32_t>(std::nearbyint(share * to_direction));
        };
        const float lower = weight * to_line;
        const float upper = weight * (1 - to_line);
        put(cell, upper * (1 - to_column));
        put(cell + 1, upper * to_column);
        put(cell + IntegerDescriptorHistogram::cells, lower * (1 - to_column));
        put(cell + IntegerDescriptorHistogram::cells + 1, lower * to_column);
    }
}

}  // namespace sift::kernels::scalar
