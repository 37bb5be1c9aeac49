#include "sift/kernels/interpolate.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/interpolate_simd.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// One pixel at a time: its taps fill the lanes. Vectors of fewer lanes go through them in turn.
using Lanes = hn::CappedTag<float, interpolation_lanes>;

void EvaluateWeights(const PolynomialWeights& polynomials, const float* fractions, std::size_t n,
                     InterpolationWeights* weights) {
    const Lanes d;
    for (std::size_t i = 0; i < n; ++i) {
        const auto t = hn::Set(d, fractions[i]);
        for (std::size_t k = 0; k < interpolation_lanes; k += hn::Lanes(d)) {
            auto p = static_cast<std::size_t>(polynomials.degree);
            auto weight = hn::LoadU(d, &polynomials.coefficients[p][k]);
            while (p-- > 0)
                weight = hn::Add(hn::Mul(weight, t), hn::LoadU(d, &polynomials.coefficients[p][k]));
            hn::StoreU(weight, d, &weights[i][k]);
        }
    }
}

template <std::size_t taps>
void InterpolateTaps(const float* const* pixels, std::ptrdiff_t stride, const InterpolationWeights* weights_x,
                     const InterpolationWeights* weights_y, std::size_t n, float* out) {
    const Lanes d;
    for (std::size_t i = 0; i < n; ++i) {
        InterpolationWeights c;
        for (std::size_t k = 0; k < interpolation_lanes; k += hn::Lanes(d)) {
            const float* pixel = pixels[i] + k;
            auto sum = hn::Zero(d);
            for (std::size_t r = 0; r < taps; ++r, pixel += stride)
                sum = hn::Add(sum, hn::Mul(hn::Set(d, weights_y[i][r]), hn::LoadU(d, pixel)));
            hn::StoreU(hn::Mul(sum, hn::LoadU(d, &weights_x[i][k])), d, &c[k]);
        }
        out[i] = ((c[0] + c[4]) + (c[2] + c[6])) + ((c[1] + c[5]) + (c[3] + c[7]));
    }
}

void Interpolate(const float* const* pixels, std::ptrdiff_t stride, int taps,
                 const InterpolationWeights* weights_x, const InterpolationWeights* weights_y, std::size_t n,
                 float* out) {
    switch (taps) {
        case 2:
            return InterpolateTaps<2>(pixels, stride, weights_x, weights_y, n, out);
        case 4:
            return InterpolateTaps<4>(pixels, stride, weights_x, weights_y, n, out);
        case 6:
            return InterpolateTaps<6>(pixels, stride, weights_x, weights_y, n, out);
        default:
            return InterpolateTaps<8>(pixels, stride, weights_x, weights_y, n, out);
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(EvaluateWeights);
HWY_EXPORT(Interpolate);

void evaluate_weights(const PolynomialWeights& polynomials, const float* fractions, std::size_t n,
                      InterpolationWeights* weights) {
    HWY_DYNAMIC_DISPATCH(EvaluateWeights)(polynomials, fractions, n, weights);
}

void interpolate(const float* const* pixels, std::ptrdiff_t stride, int taps,
                 const InterpolationWeights* weights_x, const InterpolationWeights* weights_y, std::size_t n,
                 float* out) {
    HWY_DYNAMIC_DISPATCH(Interpolate)(pixels, stride, taps, weights_x, weights_y, n, out);
}

}  // namespace sift::kernels
#endif
