#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/integer_blur_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/integer_blur.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void IntegerBlurRowPair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                        const SplitPair& out, std::size_t n, const TapPairs& taps) {
    scalar::integer_blur_row_pair(upper_padded, lower_padded, out, n, taps);
}

void IntegerBlurTwoRows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                        std::size_t n, const TapPairs& taps, int extra) {
    scalar::integer_blur_two_rows(pairs, upper, lower, n, taps, extra);
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Shorts = hn::CappedTag<std::int16_t, 32>;
using Ints = hn::RepartitionToWide<Shorts>;
using ShortVector = hn::Vec<Shorts>;
using IntVector = hn::Vec<Ints>;

// A vector's columns i are split into those of even and of odd numbers, one vector of pairs each: pairs of
// neighbouring samples of a row begin at even columns with one load and at odd ones with the next, and no
// lane ever has to move.

/// Sums of products of pairs of lanes: lane i of the result sums those of lanes 2 i and 2 i + 1.
struct PairSum {
    IntVector first;
    IntVector second;

    HWY_INLINE PairSum() : first(hn::Zero(Ints())), second(hn::Zero(Ints())) {}
    HWY_INLINE void Add(ShortVector samples, ShortVector factors) {
        first = hn::ReorderWidenMulAccumulate(Ints(), samples, factors, first, second);
    }
    [[nodiscard]] HWY_INLINE IntVector Sum() const { return hn::RearrangeToOddPlusEven(first, second); }
};

/// The pair of taps in every lane.
HWY_INLINE ShortVector InEveryLane(std::int32_t pair) {
    return hn::BitCast(Shorts(), hn::Set(Ints(), pair));
}

/// The lower 16 bits of both, side by side.
HWY_INLINE ShortVector LowerHalves(IntVector lower, IntVector upper) {
    return hn::BitCast(Shorts(), hn::Or(hn::And(lower, hn::Set(Ints(), 0xFFFF)), hn::ShiftLeft<16>(upper)));
}

HWY_INLINE void StoreSplit(const PairSum& upper_row, const PairSum& lower_row, std::int16_t* high,
                           std::int16_t* low) {
    const IntVector upper = upper_row.Sum();
    const IntVector lower = lower_row.Sum();
    const IntVector fifteen = hn::Set(Ints(), 0x7FFF);
    hn::StoreU(LowerHalves(hn::ShiftRight<15>(upper), hn::ShiftRight<15>(lower)), Shorts(), high);
    hn::StoreU(LowerHalves(hn::And(upper, fifteen), hn::And(lower, fifteen)), Shorts(), low);
}

void IntegerBlurRowPair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                        const SplitPair& out, std::size_t n, const TapPairs& taps) {
    const Shorts d;
    const std::size_t lanes = hn::Lanes(d);
    const std::int32_t* pairs = taps.even();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0; i < n; i += lanes) {
        PairSum upper_even, upper_odd, lower_even, lower_odd;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const ShortVector factors = InEveryLane(pairs[k]);
            const std::int16_t* upper = upper_padded + i + 2 * k;
            const std::int16_t* lower = lower_padded + i + 2 * k;
            upper_even.Add(hn::LoadU(d, upper), factors);
            upper_odd.Add(hn::LoadU(d, upper + 1), factors);
            lower_even.Add(hn::LoadU(d, lower), factors);
            lower_odd.Add(hn::LoadU(d, lower + 1), factors);
        }
        StoreSplit(upper_even, lower_even, out.high + 2 * i, out.low + 2 * i);
        StoreSplit(upper_odd, lower_odd, out.high + 2 * i + lanes, out.low + 2 * i + lanes);
    }
}

/// Sums of the second pass at one vector of columns: floor(S / 2^15).
struct RowSums {
    PairSum high_even, high_odd, low_even, low_odd;

    HWY_INLINE RowSums() {}  // written out, as an implicit one would not be of the target

    [[nodiscard]] HWY_INLINE IntVector Even() const {
        return hn::Add(high_even.Sum(), hn::ShiftRight<15>(low_even.Sum()));
    }
    [[nodiscard]] HWY_INLINE IntVector Odd() const {
        return hn::Add(high_odd.Sum(), hn::ShiftRight<15>(low_odd.Sum()));
    }
};

/// The rounded difference of a sum from 2^15 times the finer level.
template <int extra>
HWY_INLINE IntVector RoundedApart(IntVector sum, IntVector finer) {
    const Ints di;
    const IntVector rounded =
        hn::ShiftRight<15 - extra>(hn::Add(hn::Sub(sum, finer), hn::Set(di, 1 << (14 - extra))));
    return hn::Min(hn::Max(rounded, hn::Set(di, -0x8000)), hn::Set(di, 0x7FFF));
}

HWY_INLINE ShortVector DifferenceOf(IntVector even, IntVector odd, ShortVector finer, int extra) {
    const IntVector both = hn::BitCast(Ints(), finer);
    const IntVector finer_even = hn::ShiftRight<1>(hn::ShiftLeft<16>(both));
    const IntVector finer_odd = hn::ShiftRight<1>(hn::AndNot(hn::Set(Ints(), 0xFFFF), both));
    return extra == 1 ? LowerHalves(RoundedApart<1>(even, finer_even), RoundedApart<1>(odd, finer_odd))
                      : LowerHalves(RoundedApart<0>(even, finer_even), RoundedApart<0>(odd, finer_odd));
}

/// Writes a vector, or its first `count` lanes.
HWY_INLINE void StoreFirst(ShortVector v, std::int16_t* to, std::size_t count) {
    const Shorts d;
    if (count >= hn::Lanes(d)) return hn::StoreU(v, d, to);
    HWY_ALIGN std::int16_t all[hn::MaxLanes(d)];
    hn::Store(v, d, all);
    std::copy_n(all, count, to);
}

HWY_INLINE void FinishRow(const RowSums& sums, const BlurredRow& row, std::size_t i, std::size_t n,
                          int extra) {
    const IntVector even = sums.Even();
    const IntVector odd = sums.Odd();
    const IntVector half = hn::Set(Ints(), 1 << 14);
    StoreFirst(LowerHalves(hn::ShiftRight<15>(hn::Add(even, half)), hn::ShiftRight<15>(hn::Add(odd, half))),
               row.level + i, n - i);
    if (row.difference != nullptr)
        StoreFirst(DifferenceOf(even, odd, hn::LoadU(Shorts(), row.finer + i), extra), row.difference + i,
                   n - i);
}

void IntegerBlurTwoRows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                        std::size_t n, const TapPairs& taps, int extra) {
    const Shorts d;
    const std::size_t lanes = hn::Lanes(d);
    const std::int32_t* even_taps = taps.even();
    const std::int32_t* odd_taps = taps.odd();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0; i < n; i += lanes) {
        RowSums of_upper, of_lower;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const ShortVector even_factors = InEveryLane(even_taps[k]);
            const ShortVector odd_factors = InEveryLane(odd_taps[k]);
            const auto add = [&](const std::int16_t* from, PairSum& to_upper, PairSum& to_lower) HWY_ATTR {
                const ShortVector samples = hn::LoadU(d, from);
                to_upper.Add(samples, even_factors);
                to_lower.Add(samples, odd_factors);
            };
            const std::int16_t* high = pairs[k].high + 2 * i;
            const std::int16_t* low = pairs[k].low + 2 * i;
            add(high, of_upper.high_even, of_lower.high_even);
            add(high + lanes, of_upper.high_odd, of_lower.high_odd);
            add(low, of_upper.low_even, of_lower.low_even);
            add(low + lanes, of_upper.low_odd, of_lower.low_odd);
        }
        FinishRow(of_upper, upper, i, n, extra);
        if (lower != nullptr) FinishRow(of_lower, *lower, i, n, extra);
    }
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(IntegerBlurRowPair);
HWY_EXPORT(IntegerBlurTwoRows);

void integer_blur_row_pair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                           const SplitPair& out, std::size_t n, const TapPairs& taps) {
    HWY_DYNAMIC_DISPATCH(IntegerBlurRowPair)(upper_padded, lower_padded, out, n, taps);
}

void integer_blur_two_rows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                           std::size_t n, const TapPairs& taps, int extra) {
    HWY_DYNAMIC_DISPATCH(IntegerBlurTwoRows)(pairs, upper, lower, n, taps, extra);
}

}  // namespace sift::kernels
#endif
