#pragma once

#include <span>

#include "sift/kernels/descriptor_histogram.h"
#include "sift/kernels/gradient.h"

namespace sift::kernels {

/// A row of gradients and where they lie in the descriptor: column = across[k] + row_across and line =
/// down[k] + row_down in cells from the middle of the cells before the first ones, all of them in [0, 5) but
/// for roundings; what these take past the last line does not count. Kernels read up to row_overhang more of
/// everything.
struct DescriptorRow : WeightedRow {
    const float* across;
    const float* down;
    float row_across;
    float row_down;
};

/// The descriptor of the gradients of `rows`, each shared by linear interpolation among the two nearest rows,
/// columns and directions; one of direction `degrees` (counter-clockwise) falls at (degrees - turn) / 45
/// bins, 0 <= turn <= 360.
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, float turn);

namespace scalar {
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, float turn);
}  // namespace scalar

}  // namespace sift::kernels
