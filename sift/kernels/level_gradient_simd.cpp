#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/level_gradient_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/level_gradient.h"
#include "sift/kernels/pair_sum-inl.h"
#include "sift/kernels/weighted_level_row-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void LevelGradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                    const GradientWeights& weights) {
    scalar::level_gradients(rows, out, n, weights);
}

#else

using LevelInts = hn::RepartitionToWide<LevelShorts>;
using LevelFloats = hn::RebindToFloat<LevelInts>;

/// Whole numbers in the lower halves of the lanes; what is above them does not count.
struct GradientHalf {
    hn::Vec<LevelInts> length;
    hn::Vec<LevelInts> direction;
};

HWY_INLINE GradientHalf LengthAndDirection(hn::Vec<LevelInts> whole_dx, hn::Vec<LevelInts> whole_dy) {
    const LevelFloats d;
    const LevelInts di;
    using V = hn::Vec<LevelFloats>;
    const V dx = hn::ConvertTo(d, whole_dx);
    const V dy = hn::ConvertTo(d, whole_dy);
    const V width = hn::Abs(dx);
    const V height = hn::Abs(dy);
    const V t = hn::Div(hn::Min(width, height), hn::Max(hn::Max(width, height), hn::Set(d, 1.0F)));
    const V t2 = hn::Mul(t, t);
    V sum = hn::Set(d, arctan_units.back());
    for (std::size_t k = arctan_units.size() - 1; k-- > 0;)
        sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_units[k]));
    // Adding 2^23 leaves the nearest whole number in the last bits.
    const V round = hn::Set(d, 0x1p23F);
    auto units = hn::BitCast(di, hn::Add(hn::Mul(sum, t), round));
    const auto at_border = hn::Eq(hn::And(units, hn::Set(di, 511)), hn::Set(di, 256));
    units = hn::IfThenElse(at_border, hn::Add(units, hn::Set(di, 1)), units);
    const auto unfold = [&](hn::Mask<LevelFloats> where, int from) HWY_ATTR {
        units = hn::IfThenElse(hn::RebindMask(di, where), hn::Sub(hn::Set(di, from), units), units);
    };
    unfold(hn::Gt(height, width), quarter_turn);
    unfold(hn::Lt(dx, hn::Zero(d)), 2 * quarter_turn);
    unfold(hn::Lt(dy, hn::Zero(d)), 0);
    const V length = hn::Mul(hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy))), hn::Set(d, length_scale));
    const V cut = hn::Min(length, hn::Set(d, static_cast<float>(longest_gradient)));
    return {hn::BitCast(di, hn::Add(cut, round)), units};
}

/// Two weights in every lane of 32 bits, the first one in its lower half.
HWY_INLINE hn::Vec<LevelShorts> WeightPair(int first, int second) {
    const LevelInts di;
    return hn::BitCast(LevelShorts(),
                       hn::Or(hn::Set(di, first & 0xFFFF), hn::ShiftLeft<16>(hn::Set(di, second))));
}

void LevelGradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                    const GradientWeights& weights) {
    const LevelShorts d;
    const LevelInts di;
    const std::size_t lanes = hn::Lanes(d);
    const int inner = weights.inner;
    const int outer = weights.outer;
    const auto before = WeightPair(-outer, -inner);  // of the columns -2 and -1, of rows 4 and 3
    const auto after = WeightPair(inner, outer);     // of the columns 1 and 2
    const auto above = WeightPair(outer, inner);     // of rows 0 and 1
    // Of the row, pairs of neighbours: those of even columns begin at even places. Of rows, pairs of one
    // above the other.
    for (std::size_t i = 0; i < n; i += lanes) {
        const auto load = [&](int row, std::ptrdiff_t from)
                              HWY_ATTR { return hn::LoadU(d, rows.row[row] + i + from); };
        PairSum<LevelInts> dx_even, dx_odd, dy_even, dy_odd;
        dx_even.Add(load(2, -2), before);
        dx_even.Add(load(2, 1), after);
        dx_odd.Add(load(2, -1), before);
        dx_odd.Add(load(2, 2), after);
        const auto add_rows = [&](int first, int second, hn::Vec<LevelShorts> pair) HWY_ATTR {
            const auto upper = load(first, 0);
            const auto lower = load(second, 0);
            const auto even_lower = hn::BitCast(d, hn::ShiftLeft<16>(hn::BitCast(di, lower)));
            const auto odd_upper = hn::BitCast(d, hn::ShiftRight<16>(hn::BitCast(di, upper)));
            dy_even.Add(hn::OddEven(even_lower, upper), pair);
            dy_odd.Add(hn::OddEven(lower, odd_upper), pair);
        };
        add_rows(0, 1, above);
        add_rows(4, 3, before);
        const GradientHalf even = LengthAndDirection(dx_even.Sum(), dy_even.Sum());
        const GradientHalf odd = LengthAndDirection(dx_odd.Sum(), dy_odd.Sum());
        StoreFirst(LowerHalves(even.length, odd.length), out.length + i, n - i);
        StoreFirst(LowerHalves(even.direction, odd.direction), out.direction + i, n - i);
    }
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(LevelGradients);

void level_gradients(const FiveRows& rows, const GradientRow& out, std::size_t n,
                     const GradientWeights& weights) {
    HWY_DYNAMIC_DISPATCH(LevelGradients)(rows, out, n, weights);
}

}  // namespace sift::kernels
#endif
