#pragma once

#include <numbers>

namespace sift::kernels {

/// arctan(t) in degrees for 0 <= t <= 1 is about t (c1 + c3 t^2 + c5 t^4 + c7 t^6), error below 0.011: the
/// minimax polynomial of cv::fastAtan2 with the same constants, so that the same histogram bin is chosen.
inline constexpr float degrees_per_radian = static_cast<float>(180 / std::numbers::pi);
inline constexpr float arctan_c1 = 0.9997878412794807F * degrees_per_radian;
inline constexpr float arctan_c3 = -0.3258083974640975F * degrees_per_radian;
inline constexpr float arctan_c5 = 0.1555786518463281F * degrees_per_radian;
inline constexpr float arctan_c7 = -0.04432655554792128F * degrees_per_radian;
/// Added to the denominator, so that a vanishing gradient has the direction 0.
inline constexpr float arctan_epsilon = 0x1p-52F;

/// Three neighbouring rows of a picture, each pointer at the same column. The gradient at column i there is
///   dx = row[i + 1] - row[i - 1],  dy = above[i] - below[i]:
/// twice the central difference, with y pointing up, so that directions turn counter-clockwise on screen.
struct ThreeRows {
    const float* above;
    const float* row;
    const float* below;
};

/// Floats past the end of a row that kernels may read, not use: a vector's width. Images have them.
inline constexpr int row_overhang = 16;

/// The gradients at columns [0, n) of `rows`, each of which counts weights[k] * row_weight times its length.
/// Reads columns -1 to n, and up to row_overhang more of rows and weights.
struct WeightedRow {
    ThreeRows rows;
    int n;
    const float* weights;
    float row_weight;
};

namespace scalar {

/// A gradient as length and direction, degrees in [0, 360] (360 when dy is just below 0).
struct Polar {
    float magnitude;
    float degrees;
};

Polar polar_form(float dx, float dy);

/// polar_form of the gradient at column i of `rows`.
Polar gradient(const ThreeRows& rows, int i);

}  // namespace scalar

}  // namespace sift::kernels
