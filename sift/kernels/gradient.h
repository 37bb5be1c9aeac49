#pragma once

#include <cstddef>

namespace sift::kernels {

/// Gradients of one row of a picture in polar form, the angle turning counter-clockwise on screen:
///   dx = row[i + 1] - row[i - 1],  dy = above[i] - below[i]   (twice the central difference)
///   magnitude[i] = sqrt(dx^2 + dy^2)
///   degrees[i] = direction of (dx, dy) in [0, 360], 0 where both vanish; error below 0.011
/// The angle is a polynomial of degree 7 in min(|dx|, |dy|) / max(|dx|, |dy|) (that of cv::fastAtan2).
/// Reads row[-1] to row[n], and n floats of `above` and `below`; writes n floats each.
void gradient_polar(const float* above, const float* row, const float* below, float* magnitude,
                    float* degrees, std::size_t n);

namespace scalar {
void gradient_polar(const float* above, const float* row, const float* below, float* magnitude,
                    float* degrees, std::size_t n);

/// Direction of (dx, dy) in degrees, as gradient_polar finds it.
float polynomial_direction(float dx, float dy);
}  // namespace scalar

}  // namespace sift::kernels
