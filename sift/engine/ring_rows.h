#pragma once

#include <bit>

namespace sift {

/// Slots of a ring that holds so many rows: a power of two (BasicImage::ring).
[[nodiscard]] inline int slots_of_ring(int rows) {
    return static_cast<int>(std::bit_ceil(static_cast<unsigned>(rows)));
}

}  // namespace sift
