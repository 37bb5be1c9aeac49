#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/interpolant_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/interpolant.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_MAX_BYTES < 32

void FindInterpolant(const InterpolatedSamples& samples, InterpolantCoefficients& coefficients) {
    scalar::find_interpolant(samples, coefficients);
}

InterpolantDerivatives DerivativesAt(const InterpolantCoefficients& c, double u, double v, double s) {
    return scalar::interpolant_at(c, u, v, s);
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::CappedTag<double, 4>;
using DoubleVector = hn::Vec<Doubles>;
using Rows = hn::CappedTag<double, InterpolantCoefficients::stride>;  // of coefficients, or halves of them
using Samples = hn::CappedTag<std::int32_t, 8>;
using SampleVector = hn::Vec<Samples>;
using Plane = InterpolantCoefficients::Plane;
constexpr std::size_t count = InterpolantCoefficients::count;

/// 24 times the coefficients of the polynomial of degree 4 through samples at -2, -1, 0, 1, 2, of several
/// columns.
struct Polynomial {
    SampleVector of[count];

    HWY_INLINE explicit Polynomial(const SampleVector (&f)[count]) {
        const auto twice = [](SampleVector v) HWY_ATTR { return hn::ShiftLeft<1>(v); };
        const SampleVector inner_sum = hn::Add(f[1], f[3]);
        const SampleVector outer_sum = hn::Add(f[0], f[4]);
        const SampleVector inner_difference = hn::Sub(f[3], f[1]);
        const SampleVector outer_difference = hn::Sub(f[4], f[0]);
        const SampleVector six = hn::Add(hn::ShiftLeft<2>(f[2]), twice(f[2]));
        of[0] = hn::ShiftLeft<2>(six);
        of[1] = hn::Sub(hn::ShiftLeft<4>(inner_difference), twice(outer_difference));
        of[2] = hn::Sub(hn::Sub(hn::ShiftLeft<4>(inner_sum), outer_sum), hn::Add(of[0], six));
        of[3] = hn::Sub(twice(outer_difference), hn::ShiftLeft<2>(inner_difference));
        of[4] = hn::Add(hn::Sub(outer_sum, hn::ShiftLeft<2>(inner_sum)), six);
    }
};

/// What each of the five samples of a row adds to 24 times the coefficients of u^0..u^4.
HWY_ALIGN constexpr double share_of_sample[count][InterpolantCoefficients::stride] = {
    {0, 2, -1, -2, 1}, {0, -16, 16, 4, -4}, {24, 0, -30, 0, 6}, {0, 16, 16, -4, -4}, {0, -2, -1, 2, 1}};

/// One plane of coefficients, of 5 rows of samples. Exact, in whatever order.
HWY_INLINE void CoefficientsOfPlane(const SampleVector (&rows)[count], Plane& out) {
    const Rows d;
    const hn::Rebind<std::int32_t, Rows> integers;
    constexpr std::size_t stride = InterpolantCoefficients::stride;
    const Polynomial down(rows);
    for (std::size_t j = 0; j < count; ++j) {
        HWY_ALIGN std::int32_t column[stride];
        HWY_ALIGN double f[stride];
        hn::Store(down.of[j], Samples(), column);
        for (std::size_t x = 0; x < stride; x += hn::Lanes(d))
            hn::Store(hn::PromoteTo(d, hn::Load(integers, column + x)), d, f + x);
        for (std::size_t i = 0; i < stride; i += hn::Lanes(d)) {
            auto sum = hn::Mul(hn::Set(d, f[0]), hn::Load(d, share_of_sample[0] + i));
            for (std::size_t x = 1; x < count; ++x)
                sum = hn::Add(sum, hn::Mul(hn::Set(d, f[x]), hn::Load(d, share_of_sample[x] + i)));
            hn::Store(sum, d, out[j].data() + i);
        }
    }
}

void FindInterpolant(const InterpolatedSamples& samples, InterpolantCoefficients& out) {
    const Samples d;
    const hn::Rebind<std::int16_t, Samples> stored;
    // The polynomial in s first: all of it is linear, and exact.
    SampleVector constant[count], linear[count], quadratic[count];
    for (std::size_t y = 0; y < count; ++y) {
        const auto row = [&](std::size_t layer) HWY_ATTR {
            return hn::PromoteTo(d, hn::LoadU(stored, samples.layers[layer][y]));
        };
        const SampleVector below = row(0);
        const SampleVector above = row(2);
        constant[y] = hn::ShiftLeft<1>(row(1));
        linear[y] = hn::Sub(above, below);
        quadratic[y] = hn::Sub(hn::Add(above, below), constant[y]);
    }
    CoefficientsOfPlane(constant, out.constant);
    CoefficientsOfPlane(linear, out.linear);
    CoefficientsOfPlane(quadratic, out.quadratic);
}

/// Factors of four sums at a time, each by itself in a lane: a[i] of u and b[j] of v.
struct Factors {
    DoubleVector a[count];
    DoubleVector b[count];
};

struct PowersOf {
    double value[count];
    double first[count];
    double second[count];

    HWY_INLINE explicit PowersOf(double x) {
        const double x2 = x * x;
        const double x3 = x2 * x;
        const double values[] = {1, x, x2, x3, x2 * x2};
        const double firsts[] = {0, 1, 2 * x, 3 * x2, 4 * x3};
        const double seconds[] = {0, 0, 2, 6 * x, 12 * x2};
        for (std::size_t i = 0; i < count; ++i) {
            value[i] = values[i];
            first[i] = firsts[i];
            second[i] = seconds[i];
        }
    }
};

/// Sums over i, j of c[j][i] a[i] b[j] in the order that interpolant_at prescribes; `coefficient(j, i)` is a
/// vector, as lanes may belong to different planes.
template <class Coefficient>
HWY_INLINE DoubleVector SumOver(const Factors& f, const Coefficient& coefficient) {
    DoubleVector total = hn::Zero(Doubles());
    for (std::size_t i = 0; i < count; ++i) {
        total = hn::Add(total, hn::Mul(coefficient(i, i), hn::Mul(f.a[i], f.b[i])));
        for (std::size_t j = i + 1; j < count; ++j)
            total = hn::Add(total, hn::Add(hn::Mul(coefficient(j, i), hn::Mul(f.a[i], f.b[j])),
                                           hn::Mul(coefficient(i, j), hn::Mul(f.a[j], f.b[i]))));
    }
    return total;
}

InterpolantDerivatives DerivativesAt(const InterpolantCoefficients& c, double at_u, double at_v, double s) {
    const Doubles d;
    HWY_ALIGN Plane here;
    HWY_ALIGN Plane slope;
    const Rows row;
    const auto at_s = hn::Set(row, s);
    for (std::size_t j = 0; j < count; ++j)
        for (std::size_t i = 0; i < InterpolantCoefficients::stride; i += hn::Lanes(row)) {
            const auto linear = hn::Load(row, c.linear[j].data() + i);
            const auto curved = hn::Mul(at_s, hn::Load(row, c.quadratic[j].data() + i));
            hn::Store(
                hn::Add(hn::Load(row, c.constant[j].data() + i), hn::Mul(at_s, hn::Add(linear, curved))), row,
                here[j].data() + i);
            hn::Store(hn::Add(linear, hn::Add(curved, curved)), row, slope[j].data() + i);
        }

    const PowersOf u(at_u);
    const PowersOf v(at_v);
    const auto last_half = hn::Not(hn::FirstN(d, 2));
    const auto second = hn::And(hn::FirstN(d, 2), hn::Not(hn::FirstN(d, 1)));
    const auto third = hn::And(hn::FirstN(d, 3), last_half);
    const auto fourth = hn::Not(hn::FirstN(d, 3));
    const auto set = [&](double x) HWY_ATTR { return hn::Set(d, x); };
    Factors first;               // value, du, dv, duv
    Factors second_derivatives;  // duu, dvv, twice
    Factors in_scale;            // ds, dus, dvs, dss
    for (std::size_t i = 0; i < count; ++i) {
        first.a[i] = hn::OddEven(set(u.first[i]), set(u.value[i]));
        first.b[i] = hn::IfThenElse(last_half, set(v.first[i]), set(v.value[i]));
        second_derivatives.a[i] = hn::OddEven(set(u.value[i]), set(u.second[i]));
        second_derivatives.b[i] = hn::OddEven(set(v.second[i]), set(v.value[i]));
        in_scale.a[i] = hn::IfThenElse(second, set(u.first[i]), set(u.value[i]));
        in_scale.b[i] = hn::IfThenElse(third, set(v.first[i]), set(v.value[i]));
    }
    const auto of_here = [&](std::size_t j, std::size_t i) HWY_ATTR { return set(here[j][i]); };
    const auto of_slope = [&](std::size_t j, std::size_t i) HWY_ATTR {
        return hn::IfThenElse(fourth, set(c.quadratic[j][i]), set(slope[j][i]));
    };
    HWY_ALIGN double sums[3][4];
    constexpr double unit = 1.0 / 1152;
    hn::Store(hn::Mul(SumOver(first, of_here), set(unit)), d, sums[0]);
    hn::Store(hn::Mul(SumOver(second_derivatives, of_here), set(unit)), d, sums[1]);
    hn::Store(hn::Mul(SumOver(in_scale, of_slope), hn::IfThenElse(fourth, set(2 * unit), set(unit))), d,
              sums[2]);
    InterpolantDerivatives out;
    out.value = sums[0][0];
    out.du = sums[0][1];
    out.dv = sums[0][2];
    out.duv = sums[0][3];
    out.duu = sums[1][0];
    out.dvv = sums[1][1];
    out.ds = sums[2][0];
    out.dus = sums[2][1];
    out.dvs = sums[2][2];
    out.dss = sums[2][3];
    return out;
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(FindInterpolant);
HWY_EXPORT(DerivativesAt);

void find_interpolant(const InterpolatedSamples& samples, InterpolantCoefficients& coefficients) {
    HWY_DYNAMIC_DISPATCH(FindInterpolant)(samples, coefficients);
}

InterpolantDerivatives interpolant_at(const InterpolantCoefficients& coefficients, double u, double v,
                                      double s) {
    return HWY_DYNAMIC_DISPATCH(DerivativesAt)(coefficients, u, v, s);
}

}  // namespace sift::kernels
#endif
