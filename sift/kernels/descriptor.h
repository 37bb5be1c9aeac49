#pragma once

#include <array>
#include <cstddef>

#include "sift/kernels/gradient.h"

namespace sift::kernels {

inline constexpr int descriptor_cells = 4;       ///< along each side of the square
inline constexpr int descriptor_directions = 8;  ///< in each cell

/// The descriptor while it is filled: the cells with a margin of one on each side, so that interpolation
/// needs no tests; entry ((copy * 6 + row + 1) * 6 + column + 1) * 8 + bin. Four copies take turns: an
/// addition need not wait for the one before it, which mostly goes to the same cells.
struct DescriptorHistogram {
    static constexpr int copies = 4;
    static constexpr int cells = descriptor_cells + 2;
    static constexpr int bins = descriptor_directions;
    static constexpr int copy_size = cells * cells * bins;
    alignas(64) std::array<float, static_cast<std::size_t>(copies* copy_size)> entry{};

    friend bool operator==(const DescriptorHistogram&, const DescriptorHistogram&) = default;
};

/// How samples of the picture lie in the descriptor: (j, i) samples from its centre are
///   column = j cosine - i sine + 1.5,  row = j sine + i cosine + 1.5   in cells, 0 = centre of the first,
/// and a gradient of direction `degrees` (counter-clockwise) falls at (degrees - turn) / 45 bins.
struct DescriptorFrame {
    float cosine;  ///< of the turn, divided by the width of a cell
    float sine;
    float turn;  ///< degrees, counter-clockwise on screen
};

/// A row of samples: columns [0, n) of `rows`, the first of them at (j, i) from the centre.
struct DescriptorRow {
    ThreeRows rows;
    int n;
    float j;
    float i;
    const float* weights;  ///< n factors, one for each column
    float row_weight;
};

/// Adds the row's gradients to the histogram, from left to right, sample k to copy k mod 4, each shared by
/// linear interpolation among the two nearest rows, columns and directions. All samples must lie inside:
/// -1 < row, column < 4.
void add_descriptor_row(const DescriptorRow& row, const DescriptorFrame& frame,
                        DescriptorHistogram& histogram);

namespace scalar {

/// Place of a sample in cells.
struct CellPosition {
    float row;
    float column;
};
CellPosition cell_position(const DescriptorFrame& frame, float j, float i);

void add_descriptor_row(const DescriptorRow& row, const DescriptorFrame& frame,
                        DescriptorHistogram& histogram);

}  // namespace scalar

}  // namespace sift::kernels
