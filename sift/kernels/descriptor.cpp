#include "sift/kernels/descriptor.h"

#include <cmath>
#include <cstdint>

#include "sift/kernels/row_chunks.h"

namespace sift::kernels::scalar {

namespace {

/// What one gradient adds: number `sample` in the order of in_chunks.
void add_gradient(const DescriptorRow& row, int k, float from_turn, int sample,
                  DescriptorHistogram<float>& histogram) {
    using Histogram = DescriptorHistogram<float>;
    const float column = row.across[k] + row.row_across;
    const float line = row.down[k] + row.row_down;
    const auto [magnitude, degrees] = gradient(row.rows, k);
    const float weight = magnitude * (row.weights[k] * row.row_weight);
    const float direction = degrees * (descriptor_directions / 360.0F) + from_turn;

    const int whole_line = static_cast<int>(std::floor(line));
    const int whole_column = static_cast<int>(std::floor(column));
    const int whole_direction = static_cast<int>(direction);
    const float to_line = line - static_cast<float>(whole_line);
    const float to_column = column - static_cast<float>(whole_column);
    const float to_direction = direction - static_cast<float>(whole_direction);
    const auto place = static_cast<std::uint32_t>(whole_line * Histogram::places + whole_column);
    if (place > Histogram::last_place) return;
    float* entry =
        histogram.shares_of(sample, static_cast<int>(place), whole_direction % descriptor_directions);

    const float lower = weight * to_line;
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

}  // namespace

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, float turn) {
    const float from_turn =
        descriptor_directions - turn * (descriptor_directions / 360.0F);  // never negative
    DescriptorHistogram<float> histogram;
    int sample = 0;
    in_chunks(rows,
              [&](const DescriptorRow& row, int k) { add_gradient(row, k, from_turn, sample++, histogram); });
    return histogram.joined();
}

}  // namespace sift::kernels::scalar
