#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/blur_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/blur.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

/// sum + tap (before + after), each operation rounded.
HWY_INLINE Vector AddPair(Floats d, Vector sum, Vector tap, const float* before, const float* after) {
    return hn::Add(sum, hn::Mul(tap, hn::Add(hn::LoadU(d, before), hn::LoadU(d, after))));
}

/// One vector of outputs; at(j) points to the samples at distance j from the centre, j = -radius..radius.
template <class At>
HWY_INLINE void FilterOne(Floats d, const At& at, const float* taps, int radius, float* out) {
    Vector sum = hn::Mul(hn::Set(d, taps[0]), hn::LoadU(d, at(0)));
    for (int j = 1; j <= radius; ++j) sum = AddPair(d, sum, hn::Set(d, taps[j]), at(-j), at(j));
    hn::StoreU(sum, d, out);
}

/// Four vectors at a time, to share the taps. Sums in named variables: an array of them may end up in memory.
template <class At>
HWY_INLINE void FilterFour(Floats d, const At& at, const float* taps, int radius, float* out) {
    const std::size_t lanes = hn::Lanes(d);
    const Vector centre = hn::Set(d, taps[0]);
    const float* x = at(0);
    Vector sum0 = hn::Mul(centre, hn::LoadU(d, x));
    Vector sum1 = hn::Mul(centre, hn::LoadU(d, x + lanes));
    Vector sum2 = hn::Mul(centre, hn::LoadU(d, x + 2 * lanes));
    Vector sum3 = hn::Mul(centre, hn::LoadU(d, x + 3 * lanes));
    for (int j = 1; j <= radius; ++j) {
        const Vector tap = hn::Set(d, taps[j]);
        const float* before = at(-j);
        const float* after = at(j);
        sum0 = AddPair(d, sum0, tap, before, after);
        sum1 = AddPair(d, sum1, tap, before + lanes, after + lanes);
        sum2 = AddPair(d, sum2, tap, before + 2 * lanes, after + 2 * lanes);
        sum3 = AddPair(d, sum3, tap, before + 3 * lanes, after + 3 * lanes);
    }
    hn::StoreU(sum0, d, out);
    hn::StoreU(sum1, d, out + lanes);
    hn::StoreU(sum2, d, out + 2 * lanes);
    hn::StoreU(sum3, d, out + 3 * lanes);
}

/// All n >= one vector outputs; the last vector overlaps the one before it. at(i, j): see FilterOne.
template <class At>
HWY_INLINE void Filter(Floats d, const At& at, const float* taps, int radius, float* out, std::size_t n) {
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    const auto here = [&](int j) HWY_ATTR { return at(i, j); };
    for (; i + 4 * lanes <= n; i += 4 * lanes) FilterFour(d, here, taps, radius, out + i);
    for (; i + lanes <= n; i += lanes) FilterOne(d, here, taps, radius, out + i);
    if (i < n) {
        i = n - lanes;
        FilterOne(d, here, taps, radius, out + i);
    }
}

void BlurRow(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    const Floats d;
    if (n < hn::Lanes(d)) return scalar::blur_row(padded, out, n, taps, radius);
    const auto at = [&](std::size_t i, int j) HWY_ATTR { return padded + i + (radius + j); };
    Filter(d, at, taps, radius, out, n);
}

void BlurColumn(const float* const* rows, float* out, std::size_t n, const float* taps, int radius) {
    const Floats d;
    if (n < hn::Lanes(d)) return scalar::blur_column(rows, out, n, taps, radius);
    const auto at = [&](std::size_t i, int j) HWY_ATTR { return rows[radius + j] + i; };
    Filter(d, at, taps, radius, out, n);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(BlurRow);
HWY_EXPORT(BlurColumn);

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    HWY_DYNAMIC_DISPATCH(BlurRow)(padded, out, n, taps, radius);
}

void blur_column(const float* const* rows, float* out, std::size_t n, const float* taps, int radius) {
    HWY_DYNAMIC_DISPATCH(BlurColumn)(rows, out, n, taps, radius);
}

}  // namespace sift::kernels
#endif
