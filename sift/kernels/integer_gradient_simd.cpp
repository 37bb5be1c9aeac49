#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/integer_gradient_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/integer_gradient.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class DI>
HWY_INLINE hn::Vec<DI> Difference(DI di, const std::int16_t* plus, const std::int16_t* minus) {
    const hn::Rebind<std::int16_t, DI> ds;
    return hn::Sub(hn::PromoteTo(di, hn::LoadU(ds, plus)), hn::PromoteTo(di, hn::LoadU(ds, minus)));
}

/// inner a + outer b for the two sets of weights in the header: 8 a - b, or 6 a.
template <class V>
HWY_INLINE V Weighted(bool four_points, V a, V b) {
    return four_points ? hn::Sub(hn::ShiftLeft<3>(a), b) : hn::Add(hn::ShiftLeft<2>(a), hn::ShiftLeft<1>(a));
}

template <class DI>
HWY_INLINE void GradientsAt(DI di, const FiveRows& rows, int i, bool four_points, float* magnitude,
                            std::int32_t* direction) {
    const hn::RebindToFloat<DI> d;
    const std::int16_t* x = rows.row[2] + i;
    const auto whole_dx = Weighted(four_points, Difference(di, x + 1, x - 1), Difference(di, x + 2, x - 2));
    const auto whole_dy = Weighted(four_points, Difference(di, rows.row[1] + i, rows.row[3] + i),
                                   Difference(di, rows.row[0] + i, rows.row[4] + i));
    const auto dx = hn::ConvertTo(d, whole_dx);
    const auto dy = hn::ConvertTo(d, whole_dy);
    const auto width = hn::Abs(dx);
    const auto height = hn::Abs(dy);
    const auto t = hn::Div(hn::Min(width, height), hn::Max(hn::Max(width, height), hn::Set(d, 1.0F)));
    const auto t2 = hn::Mul(t, t);
    auto sum = hn::Set(d, arctan_units[5]);
    for (std::size_t k = 5; k-- > 0;) sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_units[k]));
    auto units = hn::NearestInt(hn::Mul(sum, t));
    const auto steep = hn::RebindMask(di, hn::Gt(height, width));
    units = hn::IfThenElse(steep, hn::Sub(hn::Set(di, quarter_turn), units), units);
    const auto zero = hn::Zero(di);
    units = hn::IfThenElse(hn::Lt(whole_dx, zero), hn::Sub(hn::Set(di, 2 * quarter_turn), units), units);
    units = hn::IfThenElse(hn::Lt(whole_dy, zero), hn::Sub(hn::Set(di, full_turn), units), units);
    units = hn::IfThenElse(hn::Eq(units, hn::Set(di, full_turn)), zero, units);
    hn::StoreU(hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy))), d, magnitude + i);
    hn::StoreU(units, di, direction + i);
}

/// At least one vector of columns; the last one overlaps the one before it.
template <class DI>
HWY_INLINE void GradientsOfRow(DI di, const FiveRows& rows, int n, bool four_points, float* magnitude,
                               std::int32_t* direction) {
    const auto lanes = static_cast<int>(hn::Lanes(di));
    for (int i = 0; i + lanes <= n; i += lanes) GradientsAt(di, rows, i, four_points, magnitude, direction);
    if (n % lanes != 0) GradientsAt(di, rows, n - lanes, four_points, magnitude, direction);
}

void IntegerGradients(const FiveRows& rows, int n, const GradientWeights& weights, float* magnitude,
                      std::int32_t* direction) {
    const bool four_points = weights.outer != 0;
    const hn::CappedTag<std::int32_t, 16> wide;
    const hn::CappedTag<std::int32_t, 4> narrow;
    if (n >= static_cast<int>(hn::Lanes(wide)))
        GradientsOfRow(wide, rows, n, four_points, magnitude, direction);
    else if (n >= static_cast<int>(hn::Lanes(narrow)))
        GradientsOfRow(narrow, rows, n, four_points, magnitude, direction);
    else
        scalar::integer_gradients(rows, n, weights, magnitude, direction);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(IntegerGradients);

void integer_gradients(const FiveRows& rows, int n, const GradientWeights& weights, float* magnitude,
                       std::int32_t* direction) {
    HWY_DYNAMIC_DISPATCH(IntegerGradients)(rows, n, weights, magnitude, direction);
}

}  // namespace sift::kernels
#endif
