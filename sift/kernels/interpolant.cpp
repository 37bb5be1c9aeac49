#include "sift/kernels/interpolant.h"

namespace sift::kernels::scalar {
namespace {

constexpr std::size_t count = InterpolantCoefficients::count;
using Five = std::array<std::int32_t, count>;
using Plane = InterpolantCoefficients::Plane;

/// 24 times the coefficients of the polynomial of degree 4 through samples at -2, -1, 0, 1, 2.
Five polynomial(const Five& f) {
    const std::int32_t inner_sum = f[1] + f[3];
    const std::int32_t outer_sum = f[0] + f[4];
    const std::int32_t inner_difference = f[3] - f[1];
    const std::int32_t outer_difference = f[4] - f[0];
    return {24 * f[2], 16 * inner_difference - 2 * outer_difference, 16 * inner_sum - outer_sum - 30 * f[2],
            2 * outer_difference - 4 * inner_difference, outer_sum - 4 * inner_sum + 6 * f[2]};
}

/// 576 times the coefficients of u^i v^j at [j][i]; below 2^27.
std::array<Five, count> polynomial_of_layer(const std::int16_t* const* rows) {
    std::array<Five, count> along{};  // of u^i at [i][y]
    for (std::size_t y = 0; y < count; ++y) {
        const std::int16_t* from = rows[y];
        const Five of_row = polynomial({from[0], from[1], from[2], from[3], from[4]});
        for (std::size_t i = 0; i < count; ++i) along[i][y] = of_row[i];
    }
    std::array<Five, count> out{};
    for (std::size_t i = 0; i < count; ++i) {
        const Five of_column = polynomial(along[i]);
        for (std::size_t j = 0; j < count; ++j) out[j][i] = of_column[j];
    }
    return out;
}

/// x^0..x^4 and their first and second derivatives.
struct Powers {
    std::array<double, count> value;
    std::array<double, count> first;
    std::array<double, count> second;

    explicit Powers(double x) {
        const double x2 = x * x;
        value = {1, x, x2, x2 * x, x2 * x2};
        first = {0, 1, 2 * x, 3 * x2, 4 * (x2 * x)};
        second = {0, 0, 2, 6 * x, 12 * x2};
    }
};

/// Sum over i, j of c[j][i] a[i] b[j]. Terms (i, j) and (j, i) are added to one another first.
double sum(const Plane& c, const std::array<double, count>& a, const std::array<double, count>& b) {
    double total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        total += c[i][i] * (a[i] * b[i]);
        for (std::size_t j = i + 1; j < count; ++j)
            total += c[j][i] * (a[i] * b[j]) + c[i][j] * (a[j] * b[i]);
    }
    return total;
}

}  // namespace

void find_interpolant(const InterpolatedSamples& samples, InterpolantCoefficients& out) {
    const auto below = polynomial_of_layer(samples.layers[0]);
    const auto middle = polynomial_of_layer(samples.layers[1]);
    const auto above = polynomial_of_layer(samples.layers[2]);
    out = {};
    for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < count; ++i) {
            out.constant[j][i] = 2 * middle[j][i];
            out.linear[j][i] = above[j][i] - below[j][i];
            out.quadratic[j][i] = above[j][i] + below[j][i] - 2 * middle[j][i];
        }
}

InterpolantDerivatives interpolant_at(const InterpolantCoefficients& c, double at_u, double at_v, double s) {
    Plane here{};
    Plane slope{};
    for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < count; ++i) {
            const double curved = s * c.quadratic[j][i];
            here[j][i] = c.constant[j][i] + s * (c.linear[j][i] + curved);
            slope[j][i] = c.linear[j][i] + 2 * curved;
        }
    const Powers u(at_u);
    const Powers v(at_v);
    constexpr double unit = 1.0 / 1152;
    InterpolantDerivatives d;
    d.value = sum(here, u.value, v.value) * unit;
    d.du = sum(here, u.first, v.value) * unit;
    d.dv = sum(here, u.value, v.first) * unit;
    d.ds = sum(slope, u.value, v.value) * unit;
    d.duu = sum(here, u.second, v.value) * unit;
    d.dvv = sum(here, u.value, v.second) * unit;
    d.dss = sum(c.quadratic, u.value, v.value) * (2 * unit);
    d.duv = sum(here, u.first, v.first) * unit;
    d.dus = sum(slope, u.first, v.value) * unit;
    d.dvs = sum(slope, u.value, v.first) * unit;
    return d;
}

}  // namespace sift::kernels::scalar
