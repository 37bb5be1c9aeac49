#include "sift/geometry/interpolation_kernel.h"

#include <array>
#include <cmath>
#include <numbers>

namespace sift {
namespace {

using kernels::InterpolationWeights;
using kernels::PolynomialWeights;

constexpr PolynomialWeights divided(PolynomialWeights polynomials, float divisor) {
    for (InterpolationWeights& row : polynomials.coefficients)
        for (float& coefficient : row) coefficient /= divisor;
    return polynomials;
}

constexpr PolynomialWeights linear{1, {{{1, 0}, {-1, 1}}}};

/// Keys, Cubic convolution interpolation for digital image processing, 1981, with a = -1/2.
constexpr PolynomialWeights cubic =
    divided({3, {{{0, 2, 0, 0}, {-1, 0, 1, 0}, {2, -5, 4, -1}, {-1, 3, -3, 1}}}}, 2);

/// The quintic B-spline (Unser 1999): its coefficients are to be weighted, not pixels.
constexpr PolynomialWeights quintic = divided({5,
                                               {{{1, 26, 66, 26, 1, 0},
                                                 {-5, -50, 0, 50, 5, 0},
                                                 {10, 20, -60, 20, 10, 0},
                                                 {-10, 20, 0, -20, 10, 0},
                                                 {5, -20, 30, -20, 5, 0},
                                                 {-1, 5, -10, 10, -5, 1}}}},
                                              120);

/// sinc(x) sinc(x / 4) for |x| < 4, divided by the sum of the eight (Duchon 1979).
InterpolationWeights lanczos(double t) {
    if (t == 0) return {0, 0, 0, 1, 0, 0, 0, 0};
    if (t == 1) return {0, 0, 0, 0, 1, 0, 0, 0};
    // At tap o, x = t - o: sin(pi x) only changes its sign from tap to tap and cancels in the division,
    // and sin(pi x / 4) = sin(pi t / 4) cos(pi o / 4) - cos(pi t / 4) sin(pi o / 4).
    constexpr double h = std::numbers::sqrt2 / 2;
    constexpr std::array<double, 8> sine{0, -h, -1, -h, 0, h, 1, h};    // of pi o / 4, o from -4
    constexpr std::array<double, 8> cosine{-1, -h, 0, h, 1, h, 0, -h};  // (the table starts one before)
    const double s = std::sin(std::numbers::pi / 4 * t);
    const double c = std::cos(std::numbers::pi / 4 * t);
    std::array<double, 8> unscaled{};
    double sum = 0;
    for (int k = 0; k < 8; ++k) {
        const int o = k - 3;
        const auto eighth = static_cast<std::size_t>(o + 4) % 8;
        const double sign = o % 2 == 0 ? 1 : -1;
        const double value = sign * (s * cosine[eighth] - c * sine[eighth]) / ((t - o) * (t - o));
        unscaled[static_cast<std::size_t>(k)] = value;
        sum += value;
    }
    InterpolationWeights weights{};
    for (std::size_t k = 0; k < weights.size(); ++k) weights[k] = static_cast<float>(unscaled[k] / sum);
    return weights;
}

int taps_of(Interpolation interpolation) {
    switch (interpolation) {
        case Interpolation::linear:
            return 2;
        case Interpolation::cubic:
            return 4;
        case Interpolation::lanczos:
            return 8;
        case Interpolation::spline:
            break;
    }
    return 6;
}

}  // namespace

InterpolationKernel::InterpolationKernel(Interpolation interpolation)
    : interpolation_(interpolation), taps_(taps_of(interpolation)) {}

void InterpolationKernel::weights(const float* fractions, std::size_t n,
                                  InterpolationWeights* weights) const {
    switch (interpolation_) {
        case Interpolation::linear:
            return kernels::evaluate_weights(linear, fractions, n, weights);
        case Interpolation::cubic:
            return kernels::evaluate_weights(cubic, fractions, n, weights);
        case Interpolation::spline:
            return kernels::evaluate_weights(quintic, fractions, n, weights);
        case Interpolation::lanczos:
            for (std::size_t i = 0; i < n; ++i) weights[i] = lanczos(static_cast<double>(fractions[i]));
    }
}

}  // namespace sift
