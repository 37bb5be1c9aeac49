#include "sift/interpolant.h"

#include <cstdint>

namespace sift {
namespace {

using Five = std::array<std::int32_t, 5>;

/// 24 times the coefficients of the polynomial of degree 4 through samples at -2, -1, 0, 1, 2.
Five polynomial(const Five& f) {
    const std::int32_t inner_sum = f[1] + f[3];
    const std::int32_t outer_sum = f[0] + f[4];
    const std::int32_t inner_difference = f[3] - f[1];
    const std::int32_t outer_difference = f[4] - f[0];
    return {24 * f[2], 16 * inner_difference - 2 * outer_difference, 16 * inner_sum - outer_sum - 30 * f[2],
            2 * outer_difference - 4 * inner_difference, outer_sum - 4 * inner_sum + 6 * f[2]};
}

using Integers = std::array<Five, 5>;

/// 576 times the coefficients of u^i v^j at [j][i]; below 2^27.
Integers polynomial_of_layer(const IntegerImage& layer, int column, int row) {
    Integers along{};  // of u^i at [i][y]
    for (int y = 0; y < 5; ++y) {
        const std::int16_t* from = layer.row(row + y - 2) + column - 2;
        const Five of_row = polynomial({from[0], from[1], from[2], from[3], from[4]});
        for (std::size_t i = 0; i < 5; ++i) along[i][static_cast<std::size_t>(y)] = of_row[i];
    }
    Integers out{};
    for (std::size_t i = 0; i < 5; ++i) {
        const Five of_column = polynomial(along[i]);
        for (std::size_t j = 0; j < 5; ++j) out[j][i] = of_column[j];
    }
    return out;
}

/// x^0..x^4 and their first and second derivatives.
struct Powers {
    std::array<double, 5> value;
    std::array<double, 5> first;
    std::array<double, 5> second;

    explicit Powers(double x) {
        const double x2 = x * x;
        value = {1, x, x2, x2 * x, x2 * x2};
        first = {0, 1, 2 * x, 3 * x2, 4 * (x2 * x)};
        second = {0, 0, 2, 6 * x, 12 * x2};
    }
};

/// Sum over i, j of c[j][i] a[i] b[j]. Terms (i, j) and (j, i) are added to one another first.
double sum(const std::array<std::array<double, 5>, 5>& c, const std::array<double, 5>& a,
           const std::array<double, 5>& b) {
    double total = 0;
    for (std::size_t i = 0; i < 5; ++i) {
        total += c[i][i] * (a[i] * b[i]);
        for (std::size_t j = i + 1; j < 5; ++j) total += c[j][i] * (a[i] * b[j]) + c[i][j] * (a[j] * b[i]);
    }
    return total;
}

}  // namespace

Interpolant::Interpolant(const Octave& octave, int layer, int column, int row) {
    const auto of = [&](int l) {
        return polynomial_of_layer(octave.differences[static_cast<std::size_t>(l)], column, row);
    };
    const Integers below = of(layer - 1);
    const Integers middle = of(layer);
    const Integers above = of(layer + 1);
    for (std::size_t j = 0; j < 5; ++j)
        for (std::size_t i = 0; i < 5; ++i) {
            constant_[j][i] = 2 * middle[j][i];
            linear_[j][i] = above[j][i] - below[j][i];
            quadratic_[j][i] = above[j][i] + below[j][i] - 2 * middle[j][i];
        }
}

Interpolant::Derivatives Interpolant::at(const Place& place) const {
    Coefficients here{};
    Coefficients slope{};
    for (std::size_t j = 0; j < 5; ++j)
        for (std::size_t i = 0; i < 5; ++i) {
            const double curved = place.s * quadratic_[j][i];
            here[j][i] = constant_[j][i] + place.s * (linear_[j][i] + curved);
            slope[j][i] = linear_[j][i] + 2 * curved;
        }
    const Powers u(place.u);
    const Powers v(place.v);
    constexpr double unit = 1.0 / 1152;
    Derivatives d;
    d.value = sum(here, u.value, v.value) * unit;
    d.du = sum(here, u.first, v.value) * unit;
    d.dv = sum(here, u.value, v.first) * unit;
    d.ds = sum(slope, u.value, v.value) * unit;
    d.duu = sum(here, u.second, v.value) * unit;
    d.dvv = sum(here, u.value, v.second) * unit;
    d.dss = sum(quadratic_, u.value, v.value) * (2 * unit);
    d.duv = sum(here, u.first, v.first) * unit;
    d.dus = sum(slope, u.first, v.value) * unit;
    d.dvs = sum(slope, u.value, v.first) * unit;
    return d;
}

}  // namespace sift
