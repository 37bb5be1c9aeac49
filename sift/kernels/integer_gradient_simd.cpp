#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/integer_gradient_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/integer_gradient.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Ints = hn::CappedTag<std::int32_t, 16>;
using Floats = hn::RebindToFloat<Ints>;
using IntVector = hn::Vec<Ints>;
using Vector = hn::Vec<Floats>;

HWY_INLINE IntVector Difference(Ints di, const std::int16_t* plus, const std::int16_t* minus) {
    const hn::Rebind<std::int16_t, Ints> ds;
    return hn::Sub(hn::PromoteTo(di, hn::LoadU(ds, plus)), hn::PromoteTo(di, hn::LoadU(ds, minus)));
}

/// inner a + outer b for the weights of the header: 8 a - b or 6 a.
HWY_INLINE IntVector Weighted(Ints di, const GradientWeights& weights, IntVector a, IntVector b) {
    return hn::Add(hn::Mul(hn::Set(di, weights.inner), a), hn::Mul(hn::Set(di, weights.outer), b));
}

HWY_INLINE void GradientsAt(Floats d, Ints di, const FiveRows& rows, int i, const GradientWeights& weights,
                            float* magnitude, std::int32_t* direction) {
    const std::int16_t* x = rows.row[2] + i;
    const IntVector whole_dx =
        Weighted(di, weights, Difference(di, x + 1, x - 1), Difference(di, x + 2, x - 2));
    const IntVector whole_dy = Weighted(di, weights, Difference(di, rows.row[1] + i, rows.row[3] + i),
                                        Difference(di, rows.row[0] + i, rows.row[4] + i));
    const Vector dx = hn::ConvertTo(d, whole_dx);
    const Vector dy = hn::ConvertTo(d, whole_dy);
    const Vector width = hn::Abs(dx);
    const Vector height = hn::Abs(dy);
    const Vector t = hn::Div(hn::Min(width, height), hn::Max(hn::Max(width, height), hn::Set(d, 1.0F)));
    const Vector t2 = hn::Mul(t, t);
    Vector sum = hn::Set(d, arctan_units[5]);
    for (std::size_t k = 5; k-- > 0;) sum = hn::Add(hn::Mul(sum, t2), hn::Set(d, arctan_units[k]));
    IntVector units = hn::NearestInt(hn::Mul(sum, t));
    const auto steep = hn::RebindMask(di, hn::Gt(height, width));
    units = hn::IfThenElse(steep, hn::Sub(hn::Set(di, quarter_turn), units), units);
    const IntVector zero = hn::Zero(di);
    units = hn::IfThenElse(hn::Lt(whole_dx, zero), hn::Sub(hn::Set(di, 2 * quarter_turn), units), units);
    units = hn::IfThenElse(hn::Lt(whole_dy, zero), hn::Sub(hn::Set(di, full_turn), units), units);
    units = hn::IfThenElse(hn::Eq(units, hn::Set(di, full_turn)), zero, units);
    hn::StoreU(hn::Sqrt(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy))), d, magnitude + i);
    hn::StoreU(units, di, direction + i);
}

void IntegerGradients(const FiveRows& rows, int n, const GradientWeights& weights, float* magnitude,
                      std::int32_t* direction) {
    const Ints di;
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(di));
    if (n < lanes) return scalar::integer_gradients(rows, n, weights, magnitude, direction);
    for (int i = 0; i + lanes <= n; i += lanes) GradientsAt(d, di, rows, i, weights, magnitude, direction);
    GradientsAt(d, di, rows, n - lanes, weights, magnitude, direction);
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
