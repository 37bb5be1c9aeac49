#pragma once

#include <cstddef>
#include <vector>

#include "app/model/compare_table.h"

namespace siftscope {

/// How often a difference is how large, between each keypoint and its nearest counterpart: independent of the
/// tolerance, which can be read off it.
struct DifferenceHistogram {
    double low = 1e-4;              ///< of the first bin; what is less, also none at all, is counted in it
    double high = 1;                ///< of the last bin; what is more is counted in it
    std::vector<std::size_t> bins;  ///< equally wide in the logarithm, `per_decade` for a factor of ten

    static constexpr int per_decade = 4;

    /// Where bin i begins; bins.size() for the end of the last one.
    [[nodiscard]] double edge(std::size_t i) const;
};

/// Of position, size, angle or descriptor, in the units of compare_number.
[[nodiscard]] DifferenceHistogram difference_histogram(const ComparedFeatures& compared,
                                                       CompareColumn column);

}  // namespace siftscope
