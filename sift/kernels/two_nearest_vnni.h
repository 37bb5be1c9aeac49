#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sift/keypoint.h"
#include "sift/match.h"

namespace sift::kernels {

/// Descriptors in the order in which `two_nearest_vnni` reads them: groups of 48, each 32 rows of four
/// consecutive bins of all 48. A 32-bit lane then belongs to one descriptor, and no sum across lanes is
/// needed. The last group is filled up with descriptors that are farther than any real one.
class ByteGroups {
  public:
    static constexpr std::size_t group_size = 48;
    static constexpr std::size_t rows = 32;  ///< fours of bins
    static constexpr std::size_t bytes_in_group = rows * group_size * 4;

    explicit ByteGroups(std::span<const Descriptor> descriptors);

    [[nodiscard]] std::size_t group_count() const { return starts_.size() / group_size; }
    [[nodiscard]] const std::uint8_t* group(std::size_t g) const {
        return bytes_.data() + g * bytes_in_group;
    }
    /// What the sums of the group's lanes start from, see two_nearest_vnni.
    [[nodiscard]] const std::int32_t* starts(std::size_t g) const { return starts_.data() + g * group_size; }
    /// |t|^2 mod 2: what halving |t|^2 lost.
    [[nodiscard]] const std::int32_t* parities(std::size_t g) const {
        return parities_.data() + g * group_size;
    }

  private:
    std::vector<std::uint8_t> bytes_;
    std::vector<std::int32_t> starts_;
    std::vector<std::int32_t> parities_;
};

/// As kernels::two_nearest, by the instruction that multiplies unsigned with signed bytes: the query's bins
/// are taken minus 128,
///   q.t = (q - 128).t + 128 sum t,
/// and a lane starts from 128 sum t - floor(|t|^2 / 2), so that its sum s gives at once
///   |q - t|^2 = |q|^2 + (|t|^2 mod 2) - 2 s.
/// All of them integers far below 2^31: exact. Call it only where can_use_vnni().
void two_nearest_vnni(std::span<const Descriptor> query, const ByteGroups& train,
                      std::span<TwoNearest> nearest);

}  // namespace sift::kernels
