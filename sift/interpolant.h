#pragma once

#include "sift/kernels/interpolant.h"
#include "sift/scale_space.h"

namespace sift {

/// D between the samples: the polynomial of degree 4 in x and in y through 5 x 5 samples (Lagrange), of
/// degree 2 in scale through three layers. (u, v, s) is the place, in samples and layers, from the middle
/// sample.
///
/// Its coefficients are exact integers, and the sums over them pair each term with its mirror image in u = v.
/// So a mirrored or transposed picture gives the mirrored or transposed results to the last bit.
class Interpolant {
  public:
    /// Around (column, row) of `layer`, two samples from the border or more; integer layers alone.
    Interpolant(const Octave& octave, int layer, int column, int row) { move_to(octave, layer, column, row); }
    void move_to(const Octave& octave, int layer, int column, int row);

    struct Place {
        double u = 0, v = 0, s = 0;
    };

    /// Derivatives of D in units of 2^-difference_bits grey levels.
    using Derivatives = kernels::InterpolantDerivatives;
    [[nodiscard]] Derivatives at(const Place& place) const {
        return kernels::interpolant_at(coefficients_, place.u, place.v, place.s);
    }

  private:
    kernels::InterpolantCoefficients coefficients_;
};

}  // namespace sift
