#include "sift/kernels/interpolate.h"

namespace sift::kernels::scalar {

void evaluate_weights(const PolynomialWeights& polynomials, const float* fractions, std::size_t n,
                      InterpolationWeights* weights) {
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < interpolation_lanes; ++k) {
            auto p = static_cast<std::size_t>(polynomials.degree);
            float weight = polynomials.coefficients[p][k];
            while (p-- > 0) weight = weight * fractions[i] + polynomials.coefficients[p][k];
            weights[i][k] = weight;
        }
}

void interpolate(const float* const* pixels, std::ptrdiff_t stride, int taps,
                 const InterpolationWeights* weights_x, const InterpolationWeights* weights_y, std::size_t n,
                 float* out) {
    for (std::size_t i = 0; i < n; ++i) {
        InterpolationWeights c{};
        for (std::size_t k = 0; k < interpolation_lanes; ++k) {
            const float* pixel = pixels[i] + k;
            for (std::size_t r = 0; r < static_cast<std::size_t>(taps); ++r, pixel += stride)
                c[k] += weights_y[i][r] * *pixel;
            c[k] *= weights_x[i][k];
        }
        out[i] = ((c[0] + c[4]) + (c[2] + c[6])) + ((c[1] + c[5]) + (c[3] + c[7]));
    }
}

}  // namespace sift::kernels::scalar
