#pragma once

#include <vector>

#include "sift/image.h"
#include "sift/kernels/orientation.h"

namespace sift {

/// Gradient directions around a keypoint, 36 bins of 10 degrees: bin k is centred on k * 10 degrees, counted
/// counter-clockwise on screen.
using kernels::OrientationHistogram;

/// Half the side of the square that the histogram is made of, in samples: round(4.5 sigma).
[[nodiscard]] int orientation_radius(float sigma);

/// The smoothed histogram over the square of 2 orientation_radius(sigma) + 1 samples around (column, row) of
/// `layer`: each gradient counts with its magnitude times a Gaussian of 1.5 sigma; samples without four
/// neighbours do not count (Lowe 2004, section 5). `sigma`: scale of the keypoint in samples of the layer.
[[nodiscard]] OrientationHistogram orientation_histogram(const Image& layer, int column, int row,
                                                         float sigma);

/// The keypoint angles: peaks of at least 80 % of the highest, each refined by a parabola through its bin and
/// both neighbours; degrees in [0, 360), from +x towards +y (clockwise on screen), in order of the bins.
[[nodiscard]] std::vector<float> dominant_orientations(const OrientationHistogram& histogram);

}  // namespace sift
