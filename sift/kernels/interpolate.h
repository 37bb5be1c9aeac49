#pragma once

#include <array>
#include <cstddef>

namespace sift::kernels {

/// A kernel's weights along one axis are held, and its pixels are read, in eights: zero past its taps.
inline constexpr std::size_t interpolation_lanes = 8;
using InterpolationWeights = std::array<float, interpolation_lanes>;

/// Weights that are polynomials of the fraction t of a position: that of tap k is
/// sum over p of coefficients[p][k] t^p.
struct PolynomialWeights {
    int degree = 0;  ///< at most 5
    std::array<InterpolationWeights, 6> coefficients{};
};

/// The weights at n fractions in [0, 1], by Horner's rule.
void evaluate_weights(const PolynomialWeights& polynomials, const float* fractions, std::size_t n,
                      InterpolationWeights* weights);

/// n pixels of an interpolated row: out[i] = sum over rows r and columns c of
/// weights_y[i][r] weights_x[i][c] pixels[i][r * stride + c].
///
///   pixels   first tap of each; `taps` rows of eight floats are read, whatever the number of taps
///   taps     2, 4, 6 or 8
///
/// Summed first down each column, then across: 0 + 4, 1 + 5, ..., of these 0 + 2 and 1 + 3, of these both.
/// No multiplication is fused with an addition: the same bits on every CPU.
void interpolate(const float* const* pixels, std::ptrdiff_t stride, int taps,
                 const InterpolationWeights* weights_x, const InterpolationWeights* weights_y, std::size_t n,
                 float* out);

namespace scalar {  // the definitions
void evaluate_weights(const PolynomialWeights& polynomials, const float* fractions, std::size_t n,
                      InterpolationWeights* weights);
void interpolate(const float* const* pixels, std::ptrdiff_t stride, int taps,
                 const InterpolationWeights* weights_x, const InterpolationWeights* weights_y, std::size_t n,
                 float* out);
}  // namespace scalar

}  // namespace sift::kernels
