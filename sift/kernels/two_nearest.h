#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "sift/kernels/sketch.h"
#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift::kernels {

/// Sketches of descriptors in the order in which `two_nearest` reads them: groups of 64, each 24 rows of the
/// numbers (2 row, 2 row + 1) of all of them. A lane of a 16-bit pair multiply-add then belongs to one
/// descriptor, and no sum across lanes is needed. The last group is filled up with lanes of no meaning.
class SketchGroups {
  public:
    static constexpr std::size_t group_size = 64;
    static constexpr std::size_t rows = std::tuple_size_v<Sketch> / 2;
    static constexpr std::size_t values_in_group = rows * group_size * 2;

    /// Of `descriptors`, which must outlive it.
    explicit SketchGroups(std::span<const Descriptor> descriptors);

    [[nodiscard]] std::span<const Descriptor> descriptors() const { return descriptors_; }
    [[nodiscard]] const std::int16_t* group(std::size_t g) const {
        return values_.data() + g * values_in_group;
    }
    /// floor(|t|^2 / 2) of the sketches t of a group.
    [[nodiscard]] const std::int32_t* half_squared_lengths(std::size_t g) const {
        return half_squared_lengths_.data() + g * group_size;
    }

  private:
    std::span<const Descriptor> descriptors_;
    std::vector<std::int16_t> values_;
    std::vector<std::int32_t> half_squared_lengths_;
};

/// For each of `query` its two nearest among `train`, into `nearest`: exact squared distances, ties by lowest
/// index. Distances are formed only to descriptors whose sketches t are as near to that of the query, s, as
/// those of the two nearest must be, |s - t|^2 <= reach:
///
///   2 s.t >= |t|^2 - (reach - |s|^2)
void two_nearest(std::span<const Descriptor> query, const SketchGroups& train, std::span<TwoNearest> nearest);

namespace scalar {  // the definition
void two_nearest(std::span<const Descriptor> query, std::span<const Descriptor> train,
                 std::span<TwoNearest> nearest);
}

}  // namespace sift::kernels
