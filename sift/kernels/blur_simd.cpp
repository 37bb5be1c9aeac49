#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/blur_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/blur.h"
#include "sift/kernels/fused_multiply_add-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

/// The filter along a row: one tap at a time, from left to right.
struct AlongRow {
    const float* padded;
    const float* taps;
    int radius;

    [[nodiscard]] int steps() const { return 2 * radius; }
    /// Step 0 begins the sums, steps 1..steps() add to them.
    [[nodiscard]] float tap(int step) const { return taps[step < radius ? radius - step : step - radius]; }
    [[nodiscard]] HWY_INLINE Vector Samples(Floats d, int step, std::size_t i) const {
        return hn::LoadU(d, padded + i + step);
    }
};

/// The filter along a row up to a radius of 2: both neighbours of a distance at a time.
struct AlongShortRow {
    const float* centre;
    const float* taps;
    int radius;

    [[nodiscard]] int steps() const { return radius; }
    /// 1, 0, 2; only 0 for a radius of 0.
    [[nodiscard]] int distance(int step) const { return step == 0 && radius > 0 ? 1 : step == 1 ? 0 : step; }
    [[nodiscard]] float tap(int step) const { return taps[distance(step)]; }
    [[nodiscard]] HWY_INLINE Vector Samples(Floats d, int step, std::size_t i) const {
        const int j = distance(step);
        if (j == 0) return hn::LoadU(d, centre + i);
        return hn::Add(hn::LoadU(d, centre + i - j), hn::LoadU(d, centre + i + j));
    }
};

/// The filter along columns: from the centre outwards, both neighbours of a distance at a time.
struct AlongColumns {
    const float* const* rows;
    const float* taps;
    int radius;

    [[nodiscard]] int steps() const { return radius; }
    [[nodiscard]] float tap(int step) const { return taps[step]; }
    [[nodiscard]] HWY_INLINE Vector Samples(Floats d, int step, std::size_t i) const {
        if (step == 0) return hn::LoadU(d, rows[radius] + i);
        return hn::Add(hn::LoadU(d, rows[radius - step] + i), hn::LoadU(d, rows[radius + step] + i));
    }
};

template <class Direction>
HWY_INLINE void FilterOne(Floats d, const Direction& along, float* out, std::size_t i) {
    Vector sum = hn::Mul(hn::Set(d, along.tap(0)), along.Samples(d, 0, i));
    for (int step = 1; step <= along.steps(); ++step)
        sum = FusedMultiplyAdd(hn::Set(d, along.tap(step)), along.Samples(d, step, i), sum);
    hn::StoreU(sum, d, out + i);
}

/// Four vectors side by side, to share the taps and to keep four chains of additions running. Sums in named
/// variables: an array of them may end up in memory.
template <class Direction>
HWY_INLINE void FilterFour(Floats d, const Direction& along, float* out, std::size_t i0) {
    const std::size_t lanes = hn::Lanes(d);
    const std::size_t i1 = i0 + lanes;
    const std::size_t i2 = i1 + lanes;
    const std::size_t i3 = i2 + lanes;
    const Vector first = hn::Set(d, along.tap(0));
    Vector sum0 = hn::Mul(first, along.Samples(d, 0, i0));
    Vector sum1 = hn::Mul(first, along.Samples(d, 0, i1));
    Vector sum2 = hn::Mul(first, along.Samples(d, 0, i2));
    Vector sum3 = hn::Mul(first, along.Samples(d, 0, i3));
    for (int step = 1; step <= along.steps(); ++step) {
        const Vector tap = hn::Set(d, along.tap(step));
        sum0 = FusedMultiplyAdd(tap, along.Samples(d, step, i0), sum0);
        sum1 = FusedMultiplyAdd(tap, along.Samples(d, step, i1), sum1);
        sum2 = FusedMultiplyAdd(tap, along.Samples(d, step, i2), sum2);
        sum3 = FusedMultiplyAdd(tap, along.Samples(d, step, i3), sum3);
    }
    hn::StoreU(sum0, d, out + i0);
    hn::StoreU(sum1, d, out + i1);
    hn::StoreU(sum2, d, out + i2);
    hn::StoreU(sum3, d, out + i3);
}

/// All of at least one vector of outputs; the last vector overlaps the one before it.
template <class Direction>
HWY_INLINE void Filter(Floats d, const Direction& along, float* out, std::size_t n) {
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + 4 * lanes <= n; i += 4 * lanes) FilterFour(d, along, out, i);
    for (; i + lanes <= n; i += lanes) FilterOne(d, along, out, i);
    if (i < n) FilterOne(d, along, out, n - lanes);
}

void BlurRow(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    const Floats d;
    if (n < hn::Lanes(d)) return scalar::blur_row(padded, out, n, taps, radius);
    if (radius <= 2)
        Filter(d, AlongShortRow{padded + radius, taps, radius}, out, n);
    else
        Filter(d, AlongRow{padded, taps, radius}, out, n);
}

void BlurColumn(const float* const* rows, float* out, std::size_t n, const float* taps, int radius) {
    const Floats d;
    if (n < hn::Lanes(d)) return scalar::blur_column(rows, out, n, taps, radius);
    Filter(d, AlongColumns{rows, taps, radius}, out, n);
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
