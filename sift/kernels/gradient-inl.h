// The SIMD form of kernels/gradient.h, compiled once for each CPU target of the file that includes it.
#if defined(SIFT_KERNELS_GRADIENT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_GRADIENT_INL_H
#undef SIFT_KERNELS_GRADIENT_INL_H
#else
#define SIFT_KERNELS_GRADIENT_INL_H
#endif

#include <hwy/highway.h>

#include "sift/kernels/gradient.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class V>
struct Polar {
    V magnitude;
    V degrees;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE Polar<V> PolarForm(D d, V dx, V dy) {
    const V width = hn::Abs(dx);
    const V height = hn::Abs(dy);
    const V t = hn::Div(hn::Min(width, height), hn::Add(hn::Max(width, height), hn::Set(d, arctan_epsilon)));
    const V t2 = hn::Mul(t, t);
    V sum = hn::Add(hn::Mul(hn::Set(d, arctan_c7), t2), hn::Set(d, arctan_c5));
    sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_c3));
    sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_c1));
    V degrees = hn::Mul(sum, t);
    degrees = hn::IfThenElse(hn::Gt(height, width), hn::Sub(hn::Set(d, 90.0F), degrees), degrees);
    degrees = hn::IfNegativeThenElse(dx, hn::Sub(hn::Set(d, 180.0F), degrees), degrees);
    degrees = hn::IfNegativeThenElse(dy, hn::Sub(hn::Set(d, 360.0F), degrees), degrees);
    return {hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy))), degrees};
}

/// The gradients at one vector of columns from i on.
template <class D>
HWY_INLINE Polar<hn::Vec<D>> Gradient(D d, const ThreeRows& rows, int i) {
    return PolarForm(d, hn::Sub(hn::LoadU(d, rows.row + i + 1), hn::LoadU(d, rows.row + i - 1)),
                     hn::Sub(hn::LoadU(d, rows.above + i), hn::LoadU(d, rows.below + i)));
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
