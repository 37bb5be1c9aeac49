#pragma once

#include "sift/fine_orientation.h"
#include "sift/kernels/descriptor_histogram.h"
#include "sift/keypoint.h"
#include "sift/level_gradients.h"

namespace sift {

/// The descriptor around a point between samples of an integer level, as `describe` of descriptor.h makes it
/// around a sample: a square of 4 x 4 cells of 3 sigma each, turned by `angle` (degrees, as in Keypoint),
/// trilinear shares, weighted by a Gaussian of half the square's width, normalised, cut and rounded (Lowe
/// 2004, section 6). Sums are whole numbers; a quarter turn of the level gives the same bytes.
[[nodiscard]] Descriptor describe_point(const LevelGradients& gradients, const LevelPoint& point,
                                        double angle);

/// Its 128 sums, before they are normalised.
[[nodiscard]] kernels::DescriptorSums point_descriptor_sums(const LevelGradients& gradients,
                                                            const LevelPoint& point, double angle);

}  // namespace sift
