// The SIMD form of kernels/integer_gradient.h, compiled once for each CPU target of the file that includes
// it.
#if defined(SIFT_KERNELS_INTEGER_GRADIENT_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_INTEGER_GRADIENT_INL_H
#undef SIFT_KERNELS_INTEGER_GRADIENT_INL_H
#else
#define SIFT_KERNELS_INTEGER_GRADIENT_INL_H
#endif

#include <cstddef>
#include <cstdint>

#include <hwy/highway.h>

#include "sift/kernels/integer_gradient.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE hn::Vec<hn::RebindToSigned<D>> LevelDifference(D, const std::int16_t* plus,
                                                          const std::int16_t* minus) {
    const hn::RebindToSigned<D> di;
    const hn::Rebind<std::int16_t, D> ds;
    return hn::Sub(hn::PromoteTo(di, hn::LoadU(ds, plus)), hn::PromoteTo(di, hn::LoadU(ds, minus)));
}

/// inner a + outer b for the two sets of weights in the header: 8 a - b, or 6 a.
template <class V>
HWY_INLINE V WeightedDifference(bool four_points, V a, V b) {
    return four_points ? hn::Sub(hn::ShiftLeft<3>(a), b) : hn::Add(hn::ShiftLeft<2>(a), hn::ShiftLeft<1>(a));
}

/// Gradients of levels with their weights, of several rows one behind the other (LayEndToEnd).
struct WeightedLevelGradients : WeightedGradients {
    /// The vector of `row` from column k on, to be written at place `at`.
    template <class D>
    HWY_INLINE void StoreLevel(D d, const WeightedLevelRow& row, bool four_points, int k, int at) {
        const std::int16_t* x = row.rows.row[2] + k;
        const auto& rows = row.rows.row;
        const auto whole_dx = WeightedDifference(four_points, LevelDifference(d, x + 1, x - 1),
                                                 LevelDifference(d, x + 2, x - 2));
        const auto whole_dy = WeightedDifference(four_points, LevelDifference(d, rows[1] + k, rows[3] + k),
                                                 LevelDifference(d, rows[0] + k, rows[4] + k));
        hn::StoreU(hn::ConvertTo(d, whole_dx), d, dx + at);
        hn::StoreU(hn::ConvertTo(d, whole_dy), d, dy + at);
        hn::StoreU(hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight)), d, weight + at);
    }
};

/// The nearest whole numbers to `x` (halves to even), 0 <= x < 2^23: adding 2^23 leaves them in the last
/// bits. A conversion would mind numbers too large.
template <class D, class V = hn::Vec<D>>
HWY_INLINE hn::Vec<hn::RebindToSigned<D>> NearestNatural(D d, V x) {
    const hn::RebindToSigned<D> di;
    return hn::And(hn::BitCast(di, hn::Add(x, hn::Set(d, 0x1p23F))), hn::Set(di, 0x7FFFFF));
}

/// A gradient's length, and its direction in whole units, as floats.
template <class V>
struct IntegerPolarForm {
    V magnitude;
    V direction;
};

template <class D, class V = hn::Vec<D>>
HWY_INLINE IntegerPolarForm<V> IntegerPolar(D d, V dx, V dy) {
    const V zero = hn::Zero(d);
    const V width = hn::Abs(dx);
    const V height = hn::Abs(dy);
    const V largest = hn::Max(width, height);
    const V t = hn::Div(hn::Min(width, height), hn::Max(largest, hn::Set(d, 1.0F)));
    const V t2 = hn::Mul(t, t);
    V sum = hn::Set(d, arctan_units[5]);
    for (std::size_t k = 5; k-- > 0;) sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_units[k]));
    const V whole = hn::Set(d, 0x1p23F);
    V units = hn::Sub(hn::Add(hn::Mul(sum, t), whole), whole);
    const auto unfold = [&](hn::Mask<D> where, std::int32_t from) HWY_ATTR {
        units = hn::IfThenElse(where, hn::Sub(hn::Set(d, static_cast<float>(from)), units), units);
    };
    unfold(hn::Gt(height, width), quarter_turn);
    unfold(hn::Lt(dx, zero), 2 * quarter_turn);
    unfold(hn::Lt(dy, zero), full_turn);
    units = hn::IfThenZeroElse(hn::Eq(units, hn::Set(d, static_cast<float>(full_turn))), units);
    return {hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy))), units};
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
