#pragma once

#include <cmath>
#include <numbers>

namespace sift {

[[nodiscard]] constexpr double degrees(double radians) {
    return radians * (180.0 / std::numbers::pi);
}
[[nodiscard]] constexpr double radians(double degrees) {
    return degrees * (std::numbers::pi / 180.0);
}

/// The same direction in [0, 360).
[[nodiscard]] inline double wrap_to_360(double degrees) {
    const double rest = std::fmod(degrees, 360.0);
    const double wrapped = rest < 0 ? rest + 360.0 : rest;
    return wrapped < 360.0 ? wrapped + 0.0 : 0.0;  // a tiny negative angle rounds to 360; never -0
}

/// The same direction in [-180, 180).
[[nodiscard]] inline double wrap_to_180(double degrees) {
    const double wrapped = wrap_to_360(degrees);
    return wrapped < 180.0 ? wrapped : wrapped - 360.0;
}

}  // namespace sift
