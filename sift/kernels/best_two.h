#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "sift/match.h"

namespace sift::kernels {

/// Beyond any squared distance of descriptors; sums with it do not overflow.
inline constexpr std::int32_t farther_than_all = std::numeric_limits<std::int32_t>::max() / 2;

/// The two nearest of the candidates offered so far.
struct BestTwo {
    TwoNearest best{-1, -1, farther_than_all, farther_than_all};

    /// Candidates come in the order of their indices: strict comparisons leave ties to the lowest.
    void offer(std::size_t index, std::int32_t squared) {
        if (squared < best.nearest_squared)
            best = {static_cast<std::int32_t>(index), best.nearest, squared, best.nearest_squared};
        else if (squared < best.second_squared)
            best = {best.nearest, static_cast<std::int32_t>(index), best.nearest_squared, squared};
    }

    [[nodiscard]] TwoNearest result() const {
        TwoNearest result = best;
        if (result.nearest < 0) result.nearest_squared = 0;
        if (result.second < 0) result.second_squared = 0;
        return result;
    }
};

}  // namespace sift::kernels
