#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift::kernels {

/// Descriptors in the order in which `two_nearest` reads them, widened to 16 bits: groups of 64, each 64 rows
/// of the bins (2 row, 2 row + 1) of all of them. A lane of a 16-bit pair multiply-add then belongs to one
/// descriptor, and no sum across lanes is needed. The last group is filled up with descriptors that are
/// farther than any real one.
class DescriptorGroups {
  public:
    static constexpr std::size_t group_size = 64;
    static constexpr std::size_t rows = 64;  ///< pairs of bins
    static constexpr std::size_t values_in_group = rows * group_size * 2;
    explicit DescriptorGroups(std::span<const Descriptor> descriptors);

    [[nodiscard]] std::size_t group_count() const { return squared_lengths_.size() / group_size; }
    [[nodiscard]] const std::int16_t* group(std::size_t g) const {
        return values_.data() + g * values_in_group;
    }
    [[nodiscard]] const std::int32_t* squared_lengths(std::size_t g) const {
        return squared_lengths_.data() + g * group_size;
    }

  private:
    std::vector<std::int16_t> values_;
    std::vector<std::int32_t> squared_lengths_;
};

/// For each of `query` its two nearest among `train`, into `nearest`: exact squared distances, ties by lowest
/// index.
///
///   |q - t|^2 = |q|^2 + |t|^2 - 2 q.t
///
/// All terms are integers below 2^24, so that every order of summation gives the same.
void two_nearest(std::span<const Descriptor> query, const DescriptorGroups& train,
                 std::span<TwoNearest> nearest);

namespace scalar {  // the definition
void two_nearest(std::span<const Descriptor> query, std::span<const Descriptor> train,
                 std::span<TwoNearest> nearest);
}

}  // namespace sift::kernels
