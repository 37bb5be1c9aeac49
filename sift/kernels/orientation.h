#pragma once

#include <array>

#include "sift/kernels/gradient.h"

namespace sift::kernels {

/// 36 bins of 10 degrees, the first centred on 0, counter-clockwise on screen.
using OrientationHistogram = std::array<float, 36>;

/// Adds the gradients at columns [0, n) of `rows` to the bins nearest to their directions (round half to
/// even), each with its magnitude times weights[i] times row_weight, from left to right.
/// Reads row[-1] to row[n].
void add_orientation_row(const ThreeRows& rows, int n, const float* weights, float row_weight,
                         OrientationHistogram& histogram);

namespace scalar {
void add_orientation_row(const ThreeRows& rows, int n, const float* weights, float row_weight,
                         OrientationHistogram& histogram);
}  // namespace scalar

}  // namespace sift::kernels
