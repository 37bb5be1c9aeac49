#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace sift {

/// A kernel of `taps` weights, padded with zeros to `lanes`, a multiple of the width of a vector.
template <int tap_count>
struct Taps {
    static constexpr int taps = tap_count;
    static constexpr std::size_t lanes = (tap_count + 3) / 4 * 4;
    /// Offset of the first tap from the pixel at or before the position.
    static constexpr int first = 1 - tap_count / 2;
    using Weights = std::array<float, lanes>;
};

/// A kernel that is a polynomial in t between pixels: row p of the table holds, for each tap, the
/// coefficient of t^p.
template <int tap_count, std::size_t degree>
struct PolynomialKernel : Taps<tap_count> {
    using typename Taps<tap_count>::Weights;
    std::array<Weights, degree + 1> coefficients{};
    float scale = 1;

    [[nodiscard]] Weights weights(double t) const {
        const auto x = static_cast<float>(t);
        Weights w = coefficients[degree];
        for (std::size_t p = degree; p-- > 0;)
            for (std::size_t k = 0; k < w.size(); ++k) w[k] = w[k] * x + coefficients[p][k];
        for (float& weight : w) weight *= scale;
        return w;
    }
};

inline constexpr PolynomialKernel<2, 1> linear_kernel{{}, {{{1, 0}, {-1, 1}}}, 1};

/// Keys, Cubic convolution interpolation for digital image processing, 1981, with a = -1/2.
inline constexpr PolynomialKernel<4, 3> cubic_kernel{
    {}, {{{0, 2, 0, 0}, {-1, 0, 1, 0}, {2, -5, 4, -1}, {-1, 3, -3, 1}}}, 1 / 2.0F};

/// The quintic B-spline (Unser 1999): needs the coefficients of `quintic_spline_prefilter`, not pixels.
inline constexpr PolynomialKernel<6, 5> quintic_kernel{{},
                                                       {{{1, 26, 66, 26, 1, 0},
                                                         {-5, -50, 0, 50, 5, 0},
                                                         {10, 20, -60, 20, 10, 0},
                                                         {-10, 20, 0, -20, 10, 0},
                                                         {5, -20, 30, -20, 5, 0},
                                                         {-1, 5, -10, 10, -5, 1}}},
                                                       1 / 120.0F};

/// sinc(x) sinc(x / 4) for |x| < 4, the weights divided by their sum (Duchon 1979; a = 4).
struct LanczosKernel : Taps<8> {
    [[nodiscard]] Weights weights(double t) const {
        constexpr double pi = std::numbers::pi;
        if (t == 0) return {0, 0, 0, 1, 0, 0, 0, 0};
        // sin(pi x) only changes its sign from tap to tap; the sines of pi x / 4 repeat after eight.
        constexpr double h = std::numbers::sqrt2 / 2;
        constexpr std::array<double, 8> sine{0, h, 1, h, 0, -h, -1, -h};
        const double s = std::sin(pi / 4 * t);
        const double c = std::cos(pi / 4 * t);
        std::array<double, 8> unscaled;
        double sum = 0;
        for (std::size_t k = 0; k < unscaled.size(); ++k) {
            const int offset = static_cast<int>(k) + first;
            const double x = t - offset;
            const auto turn = static_cast<std::size_t>(offset + 8) % 8;
            // sin(pi t / 4 - pi offset / 4)
            const double slow = s * sine[(turn + 2) % 8] - c * sine[turn];
            unscaled[k] = (offset % 2 == 0 ? 1 : -1) * slow / (x * x);
            sum += unscaled[k];
        }
        Weights w;
        for (std::size_t k = 0; k < w.size(); ++k) w[k] = static_cast<float>(unscaled[k] / sum);
        return w;
    }
};

}  // namespace sift
