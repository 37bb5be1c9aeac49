#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/descriptor_histogram-inl.h"
#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, float turn) {
    return scalar::descriptor_sums(rows, turn);
}

#else

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

using Whole = hn::RebindToSigned<Floats>;

/// Gradients, and where they lie in cells.
struct PlacedGradients : WeightedGradients {
    HWY_ALIGN float column[room];
    HWY_ALIGN float line[room];

    HWY_INLINE void StorePlaced(const DescriptorRow& row, int k, int at) {
        const Floats d;
        Store(d, row, k, at);
        hn::StoreU(hn::Add(hn::LoadU(d, row.across + k), hn::Set(d, row.row_across)), d, column + at);
        hn::StoreU(hn::Add(hn::LoadU(d, row.down + k), hn::Set(d, row.row_down)), d, line + at);
    }
};

/// A number that is not negative: its whole part, and the rest.
struct Parted {
    hn::Vec<Whole> whole;
    Vector rest;
};

HWY_INLINE Parted PartsOf(Vector x) {
    const auto whole = hn::ConvertTo(Whole(), x);
    return {whole, hn::Sub(x, hn::ConvertTo(Floats(), whole))};
}

/// The shares of the vector of samples from place `at` on, from place `to` on of the shares. `from_turn`:
/// what is added to a direction, in bins.
HWY_INLINE void ComputeShares(const PlacedGradients& gradients, int at, float from_turn,
                              Shares<float>& shares, int to) {
    const Floats d;
    const Whole di;
    using Histogram = DescriptorHistogram<float>;
    const auto [magnitude, degrees] =
        PolarForm(d, hn::Load(d, gradients.dx + at), hn::Load(d, gradients.dy + at));
    const auto [line, to_line] = PartsOf(hn::Load(d, gradients.line + at));
    const auto [column, to_column] = PartsOf(hn::Load(d, gradients.column + at));
    const auto [direction, to_direction] =
        PartsOf(hn::Add(hn::Mul(degrees, hn::Set(d, descriptor_directions / 360.0F)), hn::Set(d, from_turn)));

    static_assert(Histogram::places == 5 && descriptor_directions == 8 && Histogram::shares == 8);
    const hn::RebindToUnsigned<Floats> du;
    const auto place = hn::BitCast(du, hn::Add(hn::Add(hn::ShiftLeft<2>(line), line), column));
    const auto inside = hn::BitCast(di, hn::Min(place, hn::Set(du, Histogram::last_place)));
    // Where rounding took it past the last cells it does not count.
    const Vector weight = hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(hn::BitCast(di, place), inside)),
                                             hn::Mul(magnitude, hn::Load(d, gradients.weight + at)));
    const auto bin = hn::And(direction, hn::Set(di, descriptor_directions - 1));
    hn::Store(hn::Add(hn::ShiftLeft<6>(inside), hn::ShiftLeft<3>(bin)), di, shares.entry + to);

    const Vector lower = hn::Mul(weight, to_line);
    const Vector upper = hn::Sub(weight, lower);
    const Vector lower_right = hn::Mul(lower, to_column);
    const Vector upper_right = hn::Mul(upper, to_column);
    const Vector lower_left = hn::Sub(lower, lower_right);
    const Vector upper_left = hn::Sub(upper, upper_right);
    const Vector next0 = hn::Mul(upper_left, to_direction);
    const Vector next1 = hn::Mul(upper_right, to_direction);
    const Vector next2 = hn::Mul(lower_left, to_direction);
    const Vector next3 = hn::Mul(lower_right, to_direction);
    StoreFours(d, hn::Sub(upper_left, next0), hn::Sub(upper_right, next1), hn::Sub(lower_left, next2),
               hn::Sub(lower_right, next3), shares.lower + 4 * to);
    StoreFours(d, next0, next1, next2, next3, shares.upper + 4 * to);
}

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, float turn) {
    const float from_turn = descriptor_directions - turn * (descriptor_directions / 360.0F);
    PlacedGradients gradients;
    DescriptorHistogram<float> histogram;
    LayEndToEnd(
        rows, static_cast<int>(hn::Lanes(Floats())),
        [&](const DescriptorRow& row, int k, int at) HWY_ATTR { gradients.StorePlaced(row, k, at); },
        [&](int n) HWY_ATTR {
            AddInParts(
                n,
                [&](int k, Shares<float>& shares, int to)
                    HWY_ATTR { ComputeShares(gradients, k, from_turn, shares, to); },
                histogram);
        });
    return Joined(histogram);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(DescriptorSumsOf);

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, float turn) {
    return HWY_DYNAMIC_DISPATCH(DescriptorSumsOf)(rows, turn);
}

}  // namespace sift::kernels
#endif
