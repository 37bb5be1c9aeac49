#pragma once

#include <cstdint>
#include <span>

#include "sift/kernels/descriptor_histogram.h"
#include "sift/kernels/level_gradient.h"
#include "sift/kernels/weighted_level_row.h"

namespace sift::kernels {

/// Whole numbers: their sums have no order. A blurred level's gradients fall with its sigma as their number
/// grows, so that an entry stays below 2^31 up to sigma 30 samples.
using IntegerDescriptorHistogram = DescriptorHistogram<std::int32_t>;

/// Parts of a cell in which samples' places are told, and parts of an eighth of a turn.
inline constexpr int cell_bits = 13;
inline constexpr int direction_bits = 7;

/// ... and where they lie in the descriptor: column = across[k] + row_across, line = down[k] + row_down, in
/// parts of a cell from the middle of the cells before the first ones, as 16-bit numbers wrap around.
struct PointDescriptorRow : WeightedLevelRow {
    const std::int16_t* across;
    const std::int16_t* down;
    std::int16_t row_across;
    std::int16_t row_down;
};

/// The descriptor of the gradients of `rows`, each shared by linear interpolation among the two nearest rows,
/// columns and directions, in whole numbers (2^7 a gradient's length). `turn`: a direction that is to be the
/// frame's own. Samples that do not lie inside, 0 <= column, line < 5 cells, do not count.
[[nodiscard]] DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows,
                                                   std::int16_t turn);

namespace scalar {
[[nodiscard]] DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows,
                                                   std::int16_t turn);
}  // namespace scalar

}  // namespace sift::kernels
