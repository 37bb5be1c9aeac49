#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace sift {

/// r = larger / smaller principal curvature from trace^2 / det = (r + 1)^2 / r (Lowe 2004, section 4.1);
/// infinite at a saddle and where one of the curvatures is none.
[[nodiscard]] inline double curvature_ratio(double trace, double determinant) {
    if (!(determinant > 0)) return std::numeric_limits<double>::infinity();
    const double half = trace * trace / determinant / 2 - 1;
    return half + std::sqrt(std::max(half * half - 1, 0.0));
}

}  // namespace sift
