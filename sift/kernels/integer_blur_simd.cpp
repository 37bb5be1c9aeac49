#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/integer_blur_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/integer_blur.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void IntegerBlurRow(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                    const std::int32_t* taps, int radius) {
    scalar::integer_blur_row(padded, high, low, n, taps, radius);
}

void IntegerBlurColumn(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                       std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                       int extra) {
    scalar::integer_blur_column(rows, finer, level, difference, n, taps, radius, extra);
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Shorts = hn::ScalableTag<std::int16_t>;
using Ints = hn::RepartitionToWide<Shorts>;
using ShortVector = hn::Vec<Shorts>;
using IntVector = hn::Vec<Ints>;

/// Two 16-bit factors side by side, for every pair of lanes.
HWY_INLINE ShortVector Factors(Shorts d, Ints di, std::int32_t first, std::int32_t second) {
    const auto bits =
        (static_cast<std::uint32_t>(second) << 16) | (static_cast<std::uint32_t>(first) & 0xFFFF);
    return hn::BitCast(d, hn::Set(di, static_cast<std::int32_t>(bits)));
}

/// Sums of products of pairs of lanes: lane i of the result sums those of lanes 2 i and 2 i + 1.
struct PairSum {
    IntVector first;
    IntVector second;

    explicit HWY_INLINE PairSum(Ints di) : first(hn::Zero(di)), second(hn::Zero(di)) {}
    HWY_INLINE void Add(Ints di, ShortVector samples, ShortVector factors) {
        first = hn::ReorderWidenMulAccumulate(di, samples, factors, first, second);
    }
    [[nodiscard]] HWY_INLINE IntVector Sum() const { return hn::RearrangeToOddPlusEven(first, second); }
};

/// One vector of outputs. A load at an even distance from the first output holds the pairs of the outputs
/// with even numbers, one further right those of the odd ones.
HWY_INLINE void RowAt(Shorts d, Ints di, const std::int16_t* padded, std::int16_t* high, std::int16_t* low,
                      const std::int32_t* taps, int radius) {
    PairSum even(di);
    PairSum odd(di);
    for (int j = -radius; j <= radius; j += 2) {
        const std::int32_t first = taps[j < 0 ? -j : j];
        const std::int32_t second = j == radius ? 0 : taps[j < -1 ? -j - 1 : j + 1];
        const ShortVector factors = Factors(d, di, first, second);
        even.Add(di, hn::LoadU(d, padded + radius + j), factors);
        odd.Add(di, hn::LoadU(d, padded + radius + j + 1), factors);
    }
    const IntVector e = even.Sum();
    const IntVector o = odd.Sum();
    const IntVector lower_half = hn::Set(di, 0xFFFF);
    const IntVector fifteen = hn::Set(di, 0x7FFF);
    const IntVector e_high = hn::And(hn::ShiftRight<15>(e), lower_half);
    const IntVector o_high = hn::AndNot(lower_half, hn::ShiftLeft<1>(o));
    const IntVector e_low = hn::And(e, fifteen);
    const IntVector o_low = hn::ShiftLeft<16>(hn::And(o, fifteen));
    hn::StoreU(hn::BitCast(d, hn::Or(e_high, o_high)), d, high);
    hn::StoreU(hn::BitCast(d, hn::Or(e_low, o_low)), d, low);
}

void IntegerBlurRow(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                    const std::int32_t* taps, int radius) {
    const Shorts d;
    const Ints di;
    const std::size_t lanes = hn::Lanes(d);
    if (n < lanes) return scalar::integer_blur_row(padded, high, low, n, taps, radius);
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) RowAt(d, di, padded + i, high + i, low + i, taps, radius);
    i = n - lanes;  // the last vector overlaps the one before it
    RowAt(d, di, padded + i, high + i, low + i, taps, radius);
}

/// Sums over the rows at one vector of columns: of the lower and the upper half of each block of 128 bits.
struct ColumnSum {
    PairSum lower;
    PairSum upper;

    explicit HWY_INLINE ColumnSum(Ints di) : lower(di), upper(di) {}
    HWY_INLINE void Add(Shorts d, Ints di, ShortVector a, ShortVector b, ShortVector factors) {
        lower.Add(di, hn::InterleaveLower(d, a, b), factors);
        upper.Add(di, hn::InterleaveUpper(d, a, b), factors);
    }
};

HWY_INLINE IntVector Shifted(IntVector v, int extra) {
    return extra == 1 ? hn::ShiftRight<14>(v) : hn::ShiftRight<15>(v);
}

HWY_INLINE void ColumnAt(Shorts d, Ints di, const SplitRows& rows, const std::int16_t* finer,
                         std::int16_t* level, std::int16_t* difference, std::size_t i,
                         const std::int32_t* taps, int radius, int extra) {
    const ShortVector none = hn::Zero(d);
    const ShortVector centre = Factors(d, di, taps[0], 0);
    ColumnSum high(di);
    ColumnSum low(di);
    high.Add(d, di, hn::LoadU(d, rows.high[radius] + i), none, centre);
    low.Add(d, di, hn::LoadU(d, rows.low[radius] + i), none, centre);
    for (int j = 1; j <= radius; ++j) {
        const ShortVector factors = Factors(d, di, taps[j], taps[j]);
        high.Add(d, di, hn::LoadU(d, rows.high[radius - j] + i), hn::LoadU(d, rows.high[radius + j] + i),
                 factors);
        low.Add(d, di, hn::LoadU(d, rows.low[radius - j] + i), hn::LoadU(d, rows.low[radius + j] + i),
                factors);
    }
    const IntVector lower = hn::Add(high.lower.Sum(), hn::ShiftRight<15>(low.lower.Sum()));
    const IntVector upper = hn::Add(high.upper.Sum(), hn::ShiftRight<15>(low.upper.Sum()));
    const IntVector half = hn::Set(di, 1 << 14);
    hn::StoreU(hn::ReorderDemote2To(d, hn::ShiftRight<15>(hn::Add(lower, half)),
                                    hn::ShiftRight<15>(hn::Add(upper, half))),
               d, level + i);
    if (difference == nullptr) return;

    ColumnSum minus(di);
    minus.Add(d, di, hn::LoadU(d, finer + i), none, Factors(d, di, -(1 << 15), 0));
    const IntVector round = hn::Set(di, 1 << (14 - extra));
    const IntVector apart_lower = hn::Add(hn::Add(lower, minus.lower.Sum()), round);
    const IntVector apart_upper = hn::Add(hn::Add(upper, minus.upper.Sum()), round);
    hn::StoreU(hn::ReorderDemote2To(d, Shifted(apart_lower, extra), Shifted(apart_upper, extra)), d,
               difference + i);
}

void IntegerBlurColumn(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                       std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                       int extra) {
    const Shorts d;
    const Ints di;
    const std::size_t lanes = hn::Lanes(d);
    if (n < lanes) return scalar::integer_blur_column(rows, finer, level, difference, n, taps, radius, extra);
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes)
        ColumnAt(d, di, rows, finer, level, difference, i, taps, radius, extra);
    ColumnAt(d, di, rows, finer, level, difference, n - lanes, taps, radius, extra);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(IntegerBlurRow);
HWY_EXPORT(IntegerBlurColumn);

void integer_blur_row(const std::int16_t* padded, std::int16_t* high, std::int16_t* low, std::size_t n,
                      const std::int32_t* taps, int radius) {
    HWY_DYNAMIC_DISPATCH(IntegerBlurRow)(padded, high, low, n, taps, radius);
}

void integer_blur_column(const SplitRows& rows, const std::int16_t* finer, std::int16_t* level,
                         std::int16_t* difference, std::size_t n, const std::int32_t* taps, int radius,
                         int extra) {
    HWY_DYNAMIC_DISPATCH(IntegerBlurColumn)(rows, finer, level, difference, n, taps, radius, extra);
}

}  // namespace sift::kernels
#endif
