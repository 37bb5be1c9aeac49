#pragma once

#include <array>
#include <vector>

#include "sift/kernels/fine_orientation.h"
#include "sift/level_gradients.h"

namespace sift {

/// Gradient directions around a point, 144 bins of 2.5 degrees, counter-clockwise on screen; smoothed by a
/// Gaussian of 10 degrees. Exact whole numbers below 2^53.
using FineOrientationHistogram = std::array<double, kernels::fine_bins>;

/// A place in a level, in samples, and the scale of the keypoint there.
struct LevelPoint {
    double x = 0;
    double y = 0;
    double sigma = 1;
};

/// The smoothed histogram around the point itself: each gradient counts with its magnitude times a Gaussian
/// of 2 sigma less its value at three times that, where the window ends; samples nearer than two to the
/// border do not count (Lowe 2004, section 5, with the departures of sift/README.md).
[[nodiscard]] FineOrientationHistogram fine_orientation_histogram(const LevelGradients& gradients,
                                                                  const LevelPoint& point);

/// The keypoint angles: peaks whose interpolated height is at least 80 % of the highest one's; degrees in
/// [0, 360), from +x towards +y, in order of the bins. A quarter turn of the histogram changes each of them
/// by exactly 90 degrees.
[[nodiscard]] std::vector<double> fine_dominant_orientations(const FineOrientationHistogram& histogram);

}  // namespace sift
