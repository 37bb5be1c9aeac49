#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sift::kernels {

/// 5 x 5 samples of three neighbouring layers of the DoG: layers[l][y] points at the first of five samples of
/// a row, of which kernels may read eight.
struct InterpolatedSamples {
    const std::int16_t* layers[3][5];
};

/// The polynomial of degree 4 in u and v through the samples at -2..2, of degree 2 in s through the layers at
/// -1, 0, 1: the coefficient of u^i v^j at [j][i] of the plane of s^0, s^1, s^2, times 1152. Exact integers
/// below 2^30.
struct InterpolantCoefficients {
    static constexpr std::size_t count = 5;
    static constexpr std::size_t stride = 8;  ///< so that a vector holds a row; what is behind it is 0
    using Plane = std::array<std::array<double, stride>, count>;
    alignas(64) Plane constant;
    alignas(64) Plane linear;
    alignas(64) Plane quadratic;

    friend bool operator==(const InterpolantCoefficients&, const InterpolantCoefficients&) = default;
};

/// The polynomial's value and derivatives at a place; `ds` for its derivative in s and so on.
struct InterpolantDerivatives {
    double value = 0;
    double du = 0, dv = 0, ds = 0;
    double duu = 0, dvv = 0, dss = 0, duv = 0, dus = 0, dvs = 0;

    friend bool operator==(const InterpolantDerivatives&, const InterpolantDerivatives&) = default;
};

void find_interpolant(const InterpolatedSamples& samples, InterpolantCoefficients& coefficients);

/// Sums over i, j of c[j][i] a[i] b[j], for each derivative by itself; the terms (i, j) and (j, i) are added
/// to one another first, so that exchanging u and v exchanges the results to the last bit.
[[nodiscard]] InterpolantDerivatives interpolant_at(const InterpolantCoefficients& coefficients, double u,
                                                    double v, double s);

namespace scalar {
void find_interpolant(const InterpolatedSamples& samples, InterpolantCoefficients& coefficients);
[[nodiscard]] InterpolantDerivatives interpolant_at(const InterpolantCoefficients& coefficients, double u,
                                                    double v, double s);
}  // namespace scalar

}  // namespace sift::kernels
