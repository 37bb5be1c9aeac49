#pragma once

#include <array>

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
    Interpolant(const Octave& octave, int layer, int column, int row);

    struct Place {
        double u = 0, v = 0, s = 0;
    };

    /// Derivatives of D in units of 2^-difference_bits grey levels; `ds` for its derivative in scale and so
    /// on.
    struct Derivatives {
        double value = 0;
        double du = 0, dv = 0, ds = 0;
        double duu = 0, dvv = 0, dss = 0, duv = 0, dus = 0, dvs = 0;
    };
    [[nodiscard]] Derivatives at(const Place& place) const;

  private:
    /// Coefficient of u^i v^j at [j][i].
    using Coefficients = std::array<std::array<double, 5>, 5>;
    Coefficients constant_;   ///< of s^0, times 1152
    Coefficients linear_;     ///< of s^1
    Coefficients quadratic_;  ///< of s^2
};

}  // namespace sift
