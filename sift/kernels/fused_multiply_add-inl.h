// Correctly rounded a b + c on every CPU target, compiled once for each target of the file that includes it.
#if defined(SIFT_KERNELS_FUSED_MULTIPLY_ADD_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_FUSED_MULTIPLY_ADD_INL_H
#undef SIFT_KERNELS_FUSED_MULTIPLY_ADD_INL_H
#else
#define SIFT_KERNELS_FUSED_MULTIPLY_ADD_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_NATIVE_FMA

template <class V>
HWY_INLINE V FusedMultiplyAdd(V a, V b, V c) {
    return hn::MulAdd(a, b, c);
}

#else

/// a b + c for doubles that hold floats, rounded to odd: where the sum is not exact, the neighbour with an
/// odd last bit. Rounding that to a float is the one rounding of a fused operation (Boldo and Melquiond 2008,
/// "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd").
template <class D, class V = hn::Vec<D>>
HWY_INLINE V MultiplyAddRoundedToOdd(D d, V a, V b, V c) {
    const hn::RebindToSigned<D> bits;
    const V product = hn::Mul(a, b);  // exact: 24 + 24 bits
    const V sum = hn::Add(product, c);
    // What the addition lost (Knuth's two-sum).
    const V other = hn::Sub(sum, product);
    const V lost = hn::Add(hn::Sub(product, hn::Sub(sum, other)), hn::Sub(c, other));
    const auto one = hn::Set(bits, 1);
    const auto sum_bits = hn::BitCast(bits, sum);
    const auto is_even = hn::Eq(hn::And(sum_bits, one), hn::Zero(bits));
    const auto is_inexact = hn::Not(hn::RebindMask(bits, hn::Eq(lost, hn::Zero(d))));
    // One step away from zero where the lost part has the sign of the sum, one towards zero otherwise.
    const auto differ = hn::Lt(hn::Xor(sum_bits, hn::BitCast(bits, lost)), hn::Zero(bits));
    const auto step = hn::IfThenElse(differ, hn::Set(bits, -1), one);
    const auto moved = hn::IfThenElse(hn::And(is_even, is_inexact), hn::Add(sum_bits, step), sum_bits);
    return hn::BitCast(d, moved);
}

template <class V>
HWY_INLINE V FusedMultiplyAdd(V a, V b, V c) {
    const hn::DFromV<V> d;
#if HWY_TARGET == HWY_SCALAR
    const hn::Rebind<double, hn::DFromV<V>> wide;
    return hn::DemoteTo(d, MultiplyAddRoundedToOdd(wide, hn::PromoteTo(wide, a), hn::PromoteTo(wide, b),
                                                   hn::PromoteTo(wide, c)));
#else
    const hn::Half<decltype(d)> half;
    const hn::Rebind<double, decltype(half)> wide;
    const auto lower = MultiplyAddRoundedToOdd(wide, hn::PromoteTo(wide, hn::LowerHalf(half, a)),
                                               hn::PromoteTo(wide, hn::LowerHalf(half, b)),
                                               hn::PromoteTo(wide, hn::LowerHalf(half, c)));
    const auto upper = MultiplyAddRoundedToOdd(wide, hn::PromoteTo(wide, hn::UpperHalf(half, a)),
                                               hn::PromoteTo(wide, hn::UpperHalf(half, b)),
                                               hn::PromoteTo(wide, hn::UpperHalf(half, c)));
    return hn::Combine(d, hn::DemoteTo(half, upper), hn::DemoteTo(half, lower));
#endif
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
