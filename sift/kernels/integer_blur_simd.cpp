#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/integer_blur_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/integer_blur.h"
#include "sift/kernels/integer_blur_vnni.h"
#include "sift/kernels/pair_sum-inl.h"
#include "sift/kernels/vnni.h"

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
using IntPairSum = PairSum<Ints>;

// A vector's columns i are split into those of even and of odd numbers, one vector of pairs each: pairs of
// neighbouring samples of a row begin at even columns with one load and at odd ones with the next, and no
// lane ever has to move.

/// The pair of taps in every lane.
HWY_INLINE ShortVector InEveryLane(std::int32_t pair) {
    return hn::BitCast(Shorts(), hn::Set(Ints(), pair));
}

/// Columns whose sums are formed before they are worked on: they stay in the first cache.
constexpr std::size_t columns_in_block = 256;

/// Sums over two rows, by vectors of columns: those of the upper row's even columns, of its odd ones, and the
/// same of the lower row.
struct ColumnSums {
    static constexpr std::size_t lanes = hn::MaxLanes(Ints());
    HWY_ALIGN std::int32_t values[2 * columns_in_block];

    HWY_INLINE void Set(std::size_t vector, IntVector upper_even, IntVector upper_odd, IntVector lower_even,
                        IntVector lower_odd) {
        std::int32_t* to = values + 4 * vector * lanes;
        hn::Store(upper_even, Ints(), to);
        hn::Store(upper_odd, Ints(), to + lanes);
        hn::Store(lower_even, Ints(), to + 2 * lanes);
        hn::Store(lower_odd, Ints(), to + 3 * lanes);
    }
    [[nodiscard]] HWY_INLINE IntVector Get(std::size_t vector, std::size_t which) const {
        return hn::Load(Ints(), values + (4 * vector + which) * lanes);
    }
};

/// Whether the sums may come from kernels/integer_blur_vnni, whose vectors are those of the 512-bit targets.
HWY_INLINE bool UsesVnni() {
    return ColumnSums::lanes == 16 && has_vnni();
}

HWY_INLINE void SumAlongRows(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                             std::size_t n, const TapPairs& taps, ColumnSums& sums) {
    const Shorts d;
    const std::int32_t* pairs = taps.even();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0, vector = 0; i < n; i += hn::Lanes(d), ++vector) {
        IntPairSum upper_even, upper_odd, lower_even, lower_odd;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const ShortVector factors = InEveryLane(pairs[k]);
            const std::int16_t* upper = upper_padded + i + 2 * k;
            const std::int16_t* lower = lower_padded + i + 2 * k;
            upper_even.Add(hn::LoadU(d, upper), factors);
            upper_odd.Add(hn::LoadU(d, upper + 1), factors);
            lower_even.Add(hn::LoadU(d, lower), factors);
            lower_odd.Add(hn::LoadU(d, lower + 1), factors);
        }
        sums.Set(vector, upper_even.Sum(), upper_odd.Sum(), lower_even.Sum(), lower_odd.Sum());
    }
}

/// The halves of both rows' sums, side by side.
HWY_INLINE void StoreSplit(IntVector upper, IntVector lower, std::int16_t* high, std::int16_t* low) {
    const IntVector fifteen = hn::Set(Ints(), 0x7FFF);
    hn::StoreU(LowerHalves(hn::ShiftRight<15>(upper), hn::ShiftRight<15>(lower)), Shorts(), high);
    hn::StoreU(LowerHalves(hn::And(upper, fifteen), hn::And(lower, fifteen)), Shorts(), low);
}

void IntegerBlurRowPair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                        const SplitPair& out, std::size_t n, const TapPairs& taps) {
    const std::size_t lanes = hn::Lanes(Shorts());
    const bool vnni = UsesVnni();
    ColumnSums sums;
    for (std::size_t from = 0; from < n; from += columns_in_block) {
        const std::size_t columns = std::min(columns_in_block, n - from);
        if (vnni)
            sum_along_rows_vnni(upper_padded + from, lower_padded + from, columns, taps, sums.values);
        else
            SumAlongRows(upper_padded + from, lower_padded + from, columns, taps, sums);
        for (std::size_t i = 0, vector = 0; i < columns; i += lanes, ++vector) {
            std::int16_t* high = out.high + 2 * (from + i);
            std::int16_t* low = out.low + 2 * (from + i);
            StoreSplit(sums.Get(vector, 0), sums.Get(vector, 2), high, low);
            StoreSplit(sums.Get(vector, 1), sums.Get(vector, 3), high + lanes, low + lanes);
        }
    }
}

/// Sums of the second pass at the columns of one kind of a vector.
struct HalfSums {
    IntPairSum high, low;

    HWY_INLINE HalfSums() {}  // written out, as an implicit one would not be of the target

    /// floor(S / 2^15).
    [[nodiscard]] HWY_INLINE IntVector Sum() const {
        return hn::Add(high.Sum(), hn::ShiftRight<15>(low.Sum()));
    }
};

HWY_INLINE void SumDownColumns(const SplitPair* pairs, std::size_t first_column, std::size_t n,
                               const TapPairs& taps, ColumnSums& sums) {
    const Shorts d;
    const std::size_t lanes = hn::Lanes(d);
    const std::int32_t* even_taps = taps.even();
    const std::int32_t* odd_taps = taps.odd();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0, vector = 0; i < n; i += lanes, ++vector) {
        HalfSums upper_even, upper_odd, lower_even, lower_odd;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const ShortVector of_upper = InEveryLane(even_taps[k]);
            const ShortVector of_lower = InEveryLane(odd_taps[k]);
            const auto add = [&](const std::int16_t* from, IntPairSum& to_upper, IntPairSum& to_lower)
                                 HWY_ATTR {
                                     const ShortVector samples = hn::LoadU(d, from);
                                     to_upper.Add(samples, of_upper);
                                     to_lower.Add(samples, of_lower);
                                 };
            const std::int16_t* high = pairs[k].high + 2 * (first_column + i);
            const std::int16_t* low = pairs[k].low + 2 * (first_column + i);
            add(high, upper_even.high, lower_even.high);
            add(high + lanes, upper_odd.high, lower_odd.high);
            add(low, upper_even.low, lower_even.low);
            add(low + lanes, upper_odd.low, lower_odd.low);
        }
        sums.Set(vector, upper_even.Sum(), upper_odd.Sum(), lower_even.Sum(), lower_odd.Sum());
    }
}

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

HWY_INLINE void FinishRow(IntVector even, IntVector odd, const BlurredRow& row, std::size_t i, std::size_t n,
                          int extra) {
    const IntVector half = hn::Set(Ints(), 1 << 14);
    StoreFirst(LowerHalves(hn::ShiftRight<15>(hn::Add(even, half)), hn::ShiftRight<15>(hn::Add(odd, half))),
               row.level + i, n - i);
    if (row.difference != nullptr)
        StoreFirst(DifferenceOf(even, odd, hn::LoadU(Shorts(), row.finer + i), extra), row.difference + i,
                   n - i);
}

void IntegerBlurTwoRows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                        std::size_t n, const TapPairs& taps, int extra) {
    const std::size_t lanes = hn::Lanes(Shorts());
    const bool vnni = UsesVnni();
    ColumnSums sums;
    for (std::size_t from = 0; from < n; from += columns_in_block) {
        const std::size_t columns = std::min(columns_in_block, n - from);
        if (vnni)
            sum_down_columns_vnni(pairs, from, columns, taps, sums.values);
        else
            SumDownColumns(pairs, from, columns, taps, sums);
        for (std::size_t i = 0, vector = 0; i < columns; i += lanes, ++vector) {
            FinishRow(sums.Get(vector, 0), sums.Get(vector, 1), upper, from + i, n, extra);
            if (lower != nullptr)
                FinishRow(sums.Get(vector, 2), sums.Get(vector, 3), *lower, from + i, n, extra);
        }
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
