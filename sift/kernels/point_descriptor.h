#pragma once

#include <array>
#include <cstdint>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/integer_gradient.h"

namespace sift::kernels {

/// The descriptor while it is filled, with a margin of one cell around. Whole numbers: their sums have no
/// order.
struct IntegerDescriptorHistogram {
    static constexpr int cells = descriptor_cells + 2;
    static constexpr int bins = descriptor_directions + 2;  // two more, which are joined with the first two
    std::array<std::int32_t, static_cast<std::size_t>(cells* cells* bins)> entry{};

    friend bool operator==(const IntegerDescriptorHistogram&, const IntegerDescriptorHistogram&) = default;
};

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

/// Gradients of a row of samples. The first one lies at (j, i) from the centre; samples that lie outside the
/// square (row or column not between -1 and 4) do not count.
struct PointDescriptorRow {
    const float* magnitude;
    const std::int32_t* direction;
    int n;
    const float* j;  ///< n places, in samples from the centre
    float i;
    const float* weights;  ///< n factors, one for each column
    float row_weight;
};

/// Adds the row's gradients to the histogram, each shared by linear interpolation among the two nearest rows,
/// columns and directions; each of the 8 shares is rounded to a whole number by itself.
void add_point_descriptor_row(const PointDescriptorRow& row, const PointFrame& frame,
                              IntegerDescriptorHistogram& histogram);

namespace scalar {
void add_point_descriptor_row(const PointDescriptorRow& row, const PointFrame& frame,
                              IntegerDescriptorHistogram& histogram);
}  // namespace scalar

}  // namespace sift::kernels
