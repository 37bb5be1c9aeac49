#include "sift/kernels/two_nearest.h"

#include "sift/kernels/best_two.h"

namespace sift::kernels {

SketchGroups::SketchGroups(std::span<const Descriptor> descriptors) : descriptors_(descriptors) {
    const std::size_t groups = (descriptors.size() + group_size - 1) / group_size;
    values_.assign(groups * values_in_group, 0);
    half_squared_lengths_.assign(groups * group_size, 0);
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
        const Sketch sketch = sketch_of(descriptors[i]);
        std::int16_t* lane = values_.data() + i / group_size * values_in_group + i % group_size * 2;
        for (std::size_t row = 0; row < rows; ++row, lane += group_size * 2) {
            lane[0] = sketch[2 * row];
            lane[1] = sketch[2 * row + 1];
        }
        half_squared_lengths_[i] = squared_length(sketch) / 2;
    }
}

namespace scalar {

void two_nearest(std::span<const Descriptor> query, std::span<const Descriptor> train,
                 std::span<TwoNearest> nearest) {
    for (std::size_t q = 0; q < query.size(); ++q) {
        TwoNearest& best = nearest[q] = {};
        for (std::size_t t = 0; t < train.size(); ++t) {
            std::int32_t squared = 0;
            for (std::size_t k = 0; k < query[q].size(); ++k) {
                const int difference = query[q][k] - train[t][k];
                squared += difference * difference;
            }
            const auto index = static_cast<std::int32_t>(t);
            if (best.nearest < 0 || squared < best.nearest_squared) {
                best.second = best.nearest;
                best.second_squared = best.nearest_squared;
                best.nearest = index;
                best.nearest_squared = squared;
            } else if (best.second < 0 || squared < best.second_squared) {
                best.second = index;
                best.second_squared = squared;
            }
        }
    }
}

}  // namespace scalar
}  // namespace sift::kernels
