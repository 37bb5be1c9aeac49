#include <cstddef>

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
    [[nodiscard]] float tap(int step) const { return taps[step]; }
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
    [[nodiscard]] float tap(int step) const { return taps[radius + distance(step)]; }
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

/// Four neighbouring rows of the filter along columns, at one vector of columns. Both windows of four rows,
/// at distance j above and below, move by one row a step, so that a step reads two rows for four outputs.
HWY_INLINE void FilterFourRows(Floats d, const float* const* rows, float* const* out, const float* taps,
                               int radius, std::size_t i) {
    const float* const* centre = rows + radius;
    Vector above0 = hn::LoadU(d, centre[0] + i);
    Vector above1 = hn::LoadU(d, centre[1] + i);
    Vector above2 = hn::LoadU(d, centre[2] + i);
    Vector above3 = hn::LoadU(d, centre[3] + i);
    Vector below0 = above0;
    Vector below1 = above1;
    Vector below2 = above2;
    Vector below3 = above3;
    const Vector first = hn::Set(d, taps[0]);
    Vector sum0 = hn::Mul(first, above0);
    Vector sum1 = hn::Mul(first, above1);
    Vector sum2 = hn::Mul(first, above2);
    Vector sum3 = hn::Mul(first, above3);
    // Each window in its order after the step: the new row takes the place of the one that leaves.
    const auto step = [&](int j, Vector& new_above, Vector above_1, Vector above_2, Vector above_3,
                          Vector below_0, Vector below_1, Vector below_2, Vector& new_below) HWY_ATTR {
        const Vector tap = hn::Set(d, taps[j]);
        new_above = hn::LoadU(d, centre[-j] + i);
        new_below = hn::LoadU(d, centre[3 + j] + i);
        sum0 = FusedMultiplyAdd(tap, hn::Add(new_above, below_0), sum0);
        sum1 = FusedMultiplyAdd(tap, hn::Add(above_1, below_1), sum1);
        sum2 = FusedMultiplyAdd(tap, hn::Add(above_2, below_2), sum2);
        sum3 = FusedMultiplyAdd(tap, hn::Add(above_3, new_below), sum3);
    };
    int j = 1;
    for (; j + 3 <= radius; j += 4) {
        step(j, above3, above0, above1, above2, below1, below2, below3, below0);
        step(j + 1, above2, above3, above0, above1, below2, below3, below0, below1);
        step(j + 2, above1, above2, above3, above0, below3, below0, below1, below2);
        step(j + 3, above0, above1, above2, above3, below0, below1, below2, below3);
    }
    if (j <= radius) step(j, above3, above0, above1, above2, below1, below2, below3, below0);
    if (j + 1 <= radius) step(j + 1, above2, above3, above0, above1, below2, below3, below0, below1);
    if (j + 2 <= radius) step(j + 2, above1, above2, above3, above0, below3, below0, below1, below2);
    hn::StoreU(sum0, d, out[0] + i);
    hn::StoreU(sum1, d, out[1] + i);
    hn::StoreU(sum2, d, out[2] + i);
    hn::StoreU(sum3, d, out[3] + i);
}

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

#if HWY_TARGET != HWY_SCALAR

/// Four vectors side by side, of a row's samples or of their sums.
struct FourVectors {
    Vector v0, v1, v2, v3;

    static HWY_INLINE FourVectors Load(Floats d, const float* from) {
        const std::size_t lanes = hn::Lanes(d);
        return {hn::LoadU(d, from), hn::LoadU(d, from + lanes), hn::LoadU(d, from + 2 * lanes),
                hn::LoadU(d, from + 3 * lanes)};
    }
    HWY_INLINE void Store(Floats d, float* to) const {
        const std::size_t lanes = hn::Lanes(d);
        hn::StoreU(v0, d, to);
        hn::StoreU(v1, d, to + lanes);
        hn::StoreU(v2, d, to + 2 * lanes);
        hn::StoreU(v3, d, to + 3 * lanes);
    }
    HWY_INLINE void AddProduct(Vector tap, const FourVectors& samples) {
        v0 = FusedMultiplyAdd(tap, samples.v0, v0);
        v1 = FusedMultiplyAdd(tap, samples.v1, v1);
        v2 = FusedMultiplyAdd(tap, samples.v2, v2);
        v3 = FusedMultiplyAdd(tap, samples.v3, v3);
    }
};

/// The taps of four steps.
struct FourTaps {
    Vector tap0, tap1, tap2, tap3;

    /// Adds the products with the samples from `here` on, and leaves there the next ones: those at `next`. A
    /// vector that begins anywhere mostly takes two accesses to the cache: only one in four is loaded, the
    /// others are joined from two of those, each block of 16 bytes by itself.
    HWY_INLINE void AddProducts(Floats d, Vector& here, const float* next, Vector& sum) const {
        const Vector four_on = hn::LoadU(d, next);
        sum = FusedMultiplyAdd(tap0, here, sum);
        sum = FusedMultiplyAdd(tap1, hn::CombineShiftRightBytes<4>(d, four_on, here), sum);
        sum = FusedMultiplyAdd(tap2, hn::CombineShiftRightBytes<8>(d, four_on, here), sum);
        sum = FusedMultiplyAdd(tap3, hn::CombineShiftRightBytes<12>(d, four_on, here), sum);
        here = four_on;
    }
};

HWY_INLINE void FilterFour(Floats d, const AlongRow& along, float* out, std::size_t i) {
    const std::size_t lanes = hn::Lanes(d);
    const float* const x = along.padded + i;
    const auto tap = [&](int step) HWY_ATTR { return hn::Set(d, along.tap(step)); };
    // Added to the first product, -0 leaves its bits as they are.
    const Vector none = hn::Set(d, -0.0F);
    FourVectors sums{none, none, none, none};
    FourVectors here = FourVectors::Load(d, x);
    int step = 0;
    while (step + 4 <= along.steps()) {
        const FourTaps taps{tap(step), tap(step + 1), tap(step + 2), tap(step + 3)};
        step += 4;
        taps.AddProducts(d, here.v0, x + step, sums.v0);
        taps.AddProducts(d, here.v1, x + step + lanes, sums.v1);
        taps.AddProducts(d, here.v2, x + step + 2 * lanes, sums.v2);
        taps.AddProducts(d, here.v3, x + step + 3 * lanes, sums.v3);
    }
    sums.AddProduct(tap(step), here);
    for (++step; step <= along.steps(); ++step) sums.AddProduct(tap(step), FourVectors::Load(d, x + step));
    sums.Store(d, out + i);
}

#endif

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

void BlurColumns(const float* const* rows, float* const* out, int count, std::size_t n, const float* taps,
                 int radius) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    if (n < lanes) return scalar::blur_columns(rows, out, count, n, taps, radius);
    int k = 0;
    for (; k + 4 <= count; k += 4) {
        for (std::size_t i = 0; i + lanes <= n; i += lanes)
            FilterFourRows(d, rows + k, out + k, taps, radius, i);
        if (n % lanes != 0) FilterFourRows(d, rows + k, out + k, taps, radius, n - lanes);
    }
    for (; k < count; ++k) Filter(d, AlongColumns{rows + k, taps, radius}, out[k], n);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(BlurRow);
HWY_EXPORT(BlurColumns);

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    HWY_DYNAMIC_DISPATCH(BlurRow)(padded, out, n, taps, radius);
}

void blur_columns(const float* const* rows, float* const* out, int count, std::size_t n, const float* taps,
                  int radius) {
    HWY_DYNAMIC_DISPATCH(BlurColumns)(rows, out, count, n, taps, radius);
}

}  // namespace sift::kernels
#endif
