#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "sift/kernels/gradient.h"

namespace sift::kernels {

inline constexpr int descriptor_cells = 4;       ///< along each side of the square
inline constexpr int descriptor_directions = 8;  ///< in each cell

/// The sums of a descriptor: entry (row * 4 + column) * 8 + direction.
using DescriptorSums =
    std::array<float, static_cast<std::size_t>(descriptor_cells* descriptor_cells* descriptor_directions)>;

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

/// The descriptor while it is filled. A gradient is shared by linear interpolation among the two nearest
/// rows, columns and directions: all eight shares lie side by side here, so that one addition of a vector
/// does it. Entry ((copy * 25 + 5 (row + 1) + column + 1) * 8 + direction) * 8 + share, where row, column and
/// direction are those of the lower neighbours, -1 to 3 and 0 to 7, and the shares those of the cells upper
/// left, upper right, lower left, lower right in the lower direction, then the same in the upper one.
/// Copies take turns from gradient to gradient: an addition need not wait for the one before it, which mostly
/// goes to the same place.
struct DescriptorHistogram {
    static constexpr int copies = 2;
    static constexpr int places = descriptor_cells + 1;  ///< of the lower neighbour, along each side
    static constexpr int shares = 8;
    static constexpr int copy_size = places * places * descriptor_directions * shares;
    alignas(64) std::array<float, static_cast<std::size_t>(copies* copy_size)> entry{};

    /// What each cell and direction got from the four places around it.
    [[nodiscard]] DescriptorSums joined() const;
};

/// The descriptor of the gradients of `rows`; those that do not lie inside, -1 < row, column < 4, count 0.
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows,
                                             const DescriptorFrame& frame);

namespace scalar {
[[nodiscard]] DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows,
                                             const DescriptorFrame& frame);
}  // namespace scalar

}  // namespace sift::kernels
