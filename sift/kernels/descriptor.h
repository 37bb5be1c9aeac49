#pragma once

#include <span>

#include "sift/kernels/descriptor_histogram.h"
#include "sift/kernels/gradient.h"

namespace sift::kernels {

/// How samples of the picture lie in the descriptor: (j, i) samples from its centre are
///   column = j cosine - i sine + 1.5,  row = j sine + i cosine + 1.5   in cells, 0 = centre of the first,
/// and a gradient of direction `degrees` (counter-clockwise) falls at (degrees - turn) / 45 bins.
struct DescriptorFrame {
    float cosine;  ///< of the turn, divided by the width of a cell
    float sine;
    float turn;  ///< degrees, counter-clockwise on screen
};

/// A row of gradients, the first of them at (j, i) from the centre.
struct DescriptorRow : WeightedRow {
    float j;
    float i;
};

/// The descriptor of the gradients of `rows`; those that do not lie inside, -1 < row, column < 4, count 0.
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows,
                                             const DescriptorFrame& frame);

namespace scalar {
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows,
                                             const DescriptorFrame& frame);
}  // namespace scalar

}  // namespace sift::kernels
