#pragma once

#include <cstddef>

#include "sift/geometry/rotate_image.h"
#include "sift/kernels/interpolate.h"

namespace sift {

/// The weights of an interpolation along one axis.
class InterpolationKernel {
  public:
    explicit InterpolationKernel(Interpolation interpolation);

    [[nodiscard]] int taps() const { return taps_; }
    /// Offset of the first tap from the pixel at or before a position.
    [[nodiscard]] int first_tap() const { return 1 - taps_ / 2; }

    /// The weights at n positions, given how far each lies past its pixel, in [0, 1]: as a
    /// float, a fraction may round to 1.
    void weights(const float* fractions, std::size_t n, kernels::InterpolationWeights* weights) const;

  private:
    Interpolation interpolation_;
    int taps_;
};

}  // namespace sift
