#pragma once

#include <numbers>

namespace sift::kernels {

/// arctan(t) in degrees for 0 <= t <= 1 is about t (c1 + c3 t^2 + c5 t^4 + c7 t^6): the minimax polynomial
/// that cv::fastAtan2 evaluates in single precision; the same constants, so that the same bin is chosen.
inline constexpr float degrees_per_radian = static_cast<float>(180 / std::numbers::pi);
inline constexpr float arctan_c1 = 0.9997878412794807F * degrees_per_radian;
inline constexpr float arctan_c3 = -0.3258083974640975F * degrees_per_radian;
inline constexpr float arctan_c5 = 0.1555786518463281F * degrees_per_radian;
inline constexpr float arctan_c7 = -0.04432655554792128F * degrees_per_radian;
/// Added to the denominator, so that a vanishing gradient has the direction 0.
inline constexpr float arctan_epsilon = 0x1p-52F;

}  // namespace sift::kernels
