#pragma once

#include <cstdint>
#include <span>

#include "sift/kernels/descriptor_histogram.h"
#include "sift/kernels/integer_gradient.h"

namespace sift::kernels {

/// Whole numbers: their sums have no order.
using IntegerDescriptorHistogram = DescriptorHistogram<std::int32_t>;

/// How much a gradient counts: weight times magnitude times this. A blurred level's gradients fall with its
/// sigma as their number grows, so that an entry stays below 2^31 up to sigma 23 samples.
inline constexpr float descriptor_scale = 8;

/// How samples lie in the descriptor: (j, i) samples from its centre, which lies between samples, are
///   column = (j cosine - i sine) + 1.5,  row = (j sine + i cosine) + 1.5   in cells,
/// and a direction of `turn` units is the frame's own.
struct PointFrame {
    float cosine;  ///< of the turn, divided by the width of a cell
    float sine;
    std::int32_t turn;  ///< counter-clockwise on screen, in [0, full_turn)
};

/// A row of gradients.
struct PointDescriptorRow : WeightedLevelRow {
    const float* j;  ///< their n places (and row_overhang more), in samples from the centre
    float i;
};

/// The descriptor of the gradients of `rows`, each shared by linear interpolation among the two nearest rows,
/// columns and directions; each of the 8 shares is rounded to a whole number by itself. Those that do not lie
/// inside, -1 < row, column < 4, do not count.
[[nodiscard]] DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows,
                                                   const PointFrame& frame, const GradientWeights& weights);

namespace scalar {
[[nodiscard]] DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows,
                                                   const PointFrame& frame, const GradientWeights& weights);
}  // namespace scalar

}  // namespace sift::kernels
