#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/difference_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/difference.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void Difference(const float* coarser, const float* finer, float* out, std::size_t n) {
    const hn::ScalableTag<float> d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes)
        hn::StoreU(hn::Sub(hn::LoadU(d, coarser + i), hn::LoadU(d, finer + i)), d, out + i);
    for (; i < n; ++i) out[i] = coarser[i] - finer[i];
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(Difference);

void difference(const float* coarser, const float* finer, float* out, std::size_t n) {
    HWY_DYNAMIC_DISPATCH(Difference)(coarser, finer, out, n);
}

}  // namespace sift::kernels
#endif
