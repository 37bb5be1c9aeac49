#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/orientation.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;

/// A batch's shares, and the bins that they go to.
struct OrientationShares {
    HWY_ALIGN float value[gradient_batch + row_overhang];
    HWY_ALIGN std::int32_t bin[gradient_batch + row_overhang];
};

void ComputeShares(const WeightedGradients& gradients, int n, OrientationShares& shares) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int at = 0; at < n; at += lanes) {
        const auto [magnitude, degrees] =
            PolarForm(d, hn::Load(d, gradients.dx + at), hn::Load(d, gradients.dy + at));
        hn::Store(hn::Mul(magnitude, hn::Load(d, gradients.weight + at)), d, shares.value + at);
        hn::Store(LowBits(d, hn::Mul(degrees, hn::Set(d, 36 / 360.0F)), 63), hn::RebindToSigned<Floats>(),
                  shares.bin + at);
    }
}

void AddShares(const OrientationShares& shares, int n, OrientationSums& sums) {
    constexpr int copies = OrientationSums::copies;
    const auto add = [&](int at, int copy) {
        sums.entry[static_cast<std::size_t>(copy * OrientationSums::bins + shares.bin[at])] +=
            shares.value[at];
    };
    const int whole = n - n % copies;
    for (int at = 0; at < whole; at += copies)
        for (int copy = 0; copy < copies; ++copy) add(at + copy, copy);
    for (int copy = 0; copy < n % copies; ++copy) add(whole + copy, copy);
}

OrientationHistogram Histogram(std::span<const WeightedRow> rows) {
    static_assert(gradient_batch % OrientationSums::copies == 0);
    const Floats d;
    WeightedGradients gradients;
    OrientationShares shares;
    OrientationSums sums;
    LayEndToEnd(
        rows, static_cast<int>(hn::Lanes(d)),
        [&](const WeightedRow& row, int k, int at) HWY_ATTR { gradients.Store(d, row, k, at); },
        [&](int n) HWY_ATTR {
            ComputeShares(gradients, n, shares);
            AddShares(shares, n, sums);
        });
    return sums.joined();
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(Histogram);

OrientationHistogram orientation_histogram(std::span<const WeightedRow> rows) {
    return HWY_DYNAMIC_DISPATCH(Histogram)(rows);
}

}  // namespace sift::kernels
#endif
