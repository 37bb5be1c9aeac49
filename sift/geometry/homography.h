#pragma once

#include <array>

#include "sift/geometry/point.h"

namespace sift {

/// A projective map of the plane, pixel centres to pixel centres: row-major 3 x 3, affine maps included.
struct Homography {
    std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};

    [[nodiscard]] Point operator()(Point p) const;
    /// Throws std::invalid_argument when the map is singular.
    [[nodiscard]] Homography inverse() const;
    /// Length by which the map scales at `p`: the square root of the Jacobian's determinant.
    [[nodiscard]] double scale_at(Point p) const;
    /// Degrees in [0, 360), counter-clockwise on screen: the rotation nearest to the Jacobian at `p`.
    [[nodiscard]] double angle_at(Point p) const;

    friend bool operator==(const Homography&, const Homography&) = default;
};

}  // namespace sift
