#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/orientation.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

/// Rows are 15 to 35 samples long: wider vectors would mostly hang over.
using Floats = hn::CappedTag<float, 8>;

void AddOrientationRow(const ThreeRows& rows, int n, const float* weights, float row_weight,
                       OrientationHistogram& histogram) {
    const Floats d;
    const hn::RebindToSigned<Floats> di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    if (n < lanes) return scalar::add_orientation_row(rows, n, weights, row_weight, histogram);

    for (int done = 0; done < n; done += lanes) {
        const int i = done + lanes <= n ? done : n - lanes;  // the last vector overlaps the one before it
        const auto [magnitude, degrees] = Gradient(d, rows, i);
        const auto weight = hn::Mul(hn::LoadU(d, weights + i), hn::Set(d, row_weight));
        const auto nearest = hn::NearestInt(hn::Mul(degrees, hn::Set(d, 36 / 360.0F)));
        HWY_ALIGN float value[8];
        HWY_ALIGN std::int32_t bin[8];
        hn::Store(hn::Mul(weight, magnitude), d, value);
        hn::Store(nearest, di, bin);
        for (int k = done - i; k < lanes; ++k) {
            const auto b = static_cast<std::size_t>(bin[k]);
            histogram[b == 36 ? 0 : b] += value[k];
        }
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(AddOrientationRow);

void add_orientation_row(const ThreeRows& rows, int n, const float* weights, float row_weight,
                         OrientationHistogram& histogram) {
    HWY_DYNAMIC_DISPATCH(AddOrientationRow)(rows, n, weights, row_weight, histogram);
}

}  // namespace sift::kernels
#endif
