#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/image.h"
#include "sift/kernels/integer_blur.h"

namespace sift {

/// The last `slots` pairs of rows of the blur's first pass.
class SplitRing {
  public:
    SplitRing(int columns, int slots)
        : room_(kernels::split_pair_size(static_cast<std::size_t>(columns)) + skew),
          slots_(static_cast<std::size_t>(slots)),
          values_(2 * room_ * slots_) {}

    /// Pair k, which lies where pair k - slots lay, from a column on that is a multiple of 32.
    [[nodiscard]] kernels::SplitPair pair(int k, int column = 0) {
        std::int16_t* const high = values_.data() + 2 * room_ * (static_cast<std::size_t>(k) % slots_) +
                                   2 * static_cast<std::size_t>(column);
        return {high, high + room_};
    }

  private:
    /// Pairs a power of two apart would share few places of the cache.
    static constexpr std::size_t skew = 32;

    std::size_t room_;
    std::size_t slots_;
    std::vector<std::int16_t, UnsetAllocator<std::int16_t>> values_;
};

}  // namespace sift
