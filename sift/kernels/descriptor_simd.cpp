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

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    return scalar::descriptor_sums(rows, frame);
}

#else

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

/// Gradients, and where they lie in cells.
struct PlacedGradients : WeightedGradients {
    HWY_ALIGN float column[room];
    HWY_ALIGN float row[room];
};

/// The shares of the vector of samples from place `at` on, from place `to` on of the shares.
HWY_INLINE void ComputeShares(const PlacedGradients& gradients, int at, const DescriptorFrame& frame,
                              Shares<float>& shares, int to) {
    const Floats d;
    const auto [magnitude, degrees] =
        PolarForm(d, hn::Load(d, gradients.dx + at), hn::Load(d, gradients.dy + at));
    const Vector at_row = hn::Load(d, gradients.row + at);
    const Vector at_column = hn::Load(d, gradients.column + at);
    const Vector weight = hn::IfThenElseZero(hn::And(IsInside(d, at_row), IsInside(d, at_column)),
                                             hn::Mul(magnitude, hn::Load(d, gradients.weight + at)));

    const auto [row, to_row] = LowerNeighbour(d, at_row);
    const auto [column, to_column] = LowerNeighbour(d, at_column);
    const Vector direction =
        hn::Mul(hn::Sub(degrees, hn::Set(d, frame.turn)), hn::Set(d, descriptor_directions / 360.0F));
    const Vector whole_direction = hn::Floor(direction);
    const Vector to_direction = hn::Sub(direction, whole_direction);

    // Whole turns away: the direction is in [-8, 8].
    hn::Store(EntryOf(d, row, column, whole_direction), hn::RebindToSigned<Floats>(), shares.entry + to);

    const Vector lower = hn::Mul(weight, to_row);
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

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    const Floats d;
    const Vector cosine = hn::Set(d, frame.cosine);
    const Vector sine = hn::Set(d, frame.sine);
    const Vector two = hn::Set(d, 2.0F);
    const Vector half = hn::Set(d, 0.5F);
    PlacedGradients gradients;
    DescriptorHistogram<float> histogram;
    LayEndToEnd(
        rows, static_cast<int>(hn::Lanes(d)),
        [&](const DescriptorRow& row, int k, int at) HWY_ATTR {
            gradients.Store(d, row, k, at);
            const Vector j = hn::Iota(d, row.j + static_cast<float>(k));
            const Vector across = hn::Sub(hn::Mul(j, cosine), hn::Set(d, row.i * frame.sine));
            const Vector down = hn::Add(hn::Mul(j, sine), hn::Set(d, row.i * frame.cosine));
            hn::StoreU(hn::Sub(hn::Add(across, two), half), d, gradients.column + at);
            hn::StoreU(hn::Sub(hn::Add(down, two), half), d, gradients.row + at);
        },
        [&](int n) HWY_ATTR {
            AddInParts(
                n,
                [&](int k, Shares<float>& shares, int to)
                    HWY_ATTR { ComputeShares(gradients, k, frame, shares, to); },
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

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    return HWY_DYNAMIC_DISPATCH(DescriptorSumsOf)(rows, frame);
}

}  // namespace sift::kernels
#endif
