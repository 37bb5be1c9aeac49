#pragma once

#include <array>

#include "sift/image.h"
#include "sift/keypoint.h"

namespace sift {

/// No sample farther from the centre than so many sigmas belongs to a descriptor, half a sample of rounding
/// aside: half the diagonal of 5 cells of 3 sigma.
inline constexpr double descriptor_radius_sigmas = 2.5 * 3 * 1.4142135623730951;

/// The descriptor of a keypoint: gradients of `layer` in a square of 4 x 4 cells of 3 sigma each, turned by
/// the keypoint's angle and centred on the sample nearest to it; each shared by trilinear interpolation among
/// cells and directions, weighted by a Gaussian of half the square's width; normalised, cut at 0.2,
/// normalised again to length 512 and rounded (Lowe 2004, section 6).
///
///   layer     Gaussian picture of the keypoint's octave and layer
///   x, y      centre in samples of the layer
///   sigma     scale in samples of the layer
///   angle     degrees, from +x towards +y, as in Keypoint
[[nodiscard]] Descriptor describe(const Image& layer, float x, float y, float sigma, float angle);

/// Its 128 sums, before they are normalised.
[[nodiscard]] std::array<float, 128> descriptor_sums(const Image& layer, float x, float y, float sigma,
                                                     float angle);

}  // namespace sift
