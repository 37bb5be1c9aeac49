#pragma once

#include <cmath>

#include "sift/keypoint.h"

namespace siftscope {

/// Euclidean, of 128 bytes: what the ratio test divides.
[[nodiscard]] inline double descriptor_distance(const sift::Descriptor& a, const sift::Descriptor& b) {
    int squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) squares += (b[i] - a[i]) * (b[i] - a[i]);
    return std::sqrt(squares);
}

}  // namespace siftscope
