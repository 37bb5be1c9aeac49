#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/point_descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor_histogram-inl.h"
#include "sift/kernels/integer_gradient-inl.h"
#include "sift/kernels/point_descriptor.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

DescriptorSums PointSums(std::span<const PointDescriptorRow> rows, const PointFrame& frame,
                         const GradientWeights& weights) {
    return scalar::point_descriptor_sums(rows, frame, weights);
}

#else

using PointFloats = hn::ScalableTag<float>;
using PointInts = hn::RebindToSigned<PointFloats>;

/// Gradients of levels, and where they lie in cells.
struct PlacedLevelGradients : WeightedLevelGradients {
    HWY_ALIGN float column[room];
    HWY_ALIGN float line[room];
};

/// The shares of the vector of samples from place `at` on, from place `to` on of the shares.
HWY_INLINE void ComputePointShares(const PlacedLevelGradients& gradients, int at, const PointFrame& frame,
                                   Shares<std::int32_t>& shares, int to) {
    const PointFloats d;
    const PointInts di;
    using PointVector = hn::Vec<PointFloats>;
    const auto [magnitude, counter_clockwise] =
        IntegerPolar(d, hn::Load(d, gradients.dx + at), hn::Load(d, gradients.dy + at));
    const PointVector at_line = hn::Load(d, gradients.line + at);
    const PointVector at_column = hn::Load(d, gradients.column + at);
    const PointVector weight = hn::IfThenElseZero(
        hn::And(IsInside(d, at_line), IsInside(d, at_column)),
        hn::Mul(hn::Load(d, gradients.weight + at), hn::Mul(magnitude, hn::Set(d, descriptor_scale))));

    const auto [line, to_line] = LowerNeighbour(d, at_line);
    const auto [column, to_column] = LowerNeighbour(d, at_column);
    // Whole numbers below 2^24: exact.
    PointVector turned = hn::Sub(counter_clockwise, hn::Set(d, static_cast<float>(frame.turn)));
    turned = hn::IfThenElse(hn::Lt(turned, hn::Zero(d)),
                            hn::Add(turned, hn::Set(d, static_cast<float>(full_turn))), turned);
    const PointVector direction = hn::Mul(turned, hn::Set(d, 1.0F / eighth_turn));
    const PointVector whole_direction = hn::Floor(direction);
    const PointVector to_direction = hn::Sub(direction, whole_direction);
    hn::Store(EntryOf(d, line, column, whole_direction), di, shares.entry + to);

    const PointVector one = hn::Set(d, 1.0F);
    const PointVector from_column = hn::Sub(one, to_column);
    const PointVector lower = hn::Mul(weight, to_line);
    const PointVector upper = hn::Mul(weight, hn::Sub(one, to_line));
    const PointVector upper_left = hn::Mul(upper, from_column);
    const PointVector upper_right = hn::Mul(upper, to_column);
    const PointVector lower_left = hn::Mul(lower, from_column);
    const PointVector lower_right = hn::Mul(lower, to_column);
    // The longest gradient, 9 x 65535 x sqrt(2), times the scale is below 2^23.
    static_assert(9 * 65535 * 1.4143 * descriptor_scale < 1 << 23);
    const auto store = [&](PointVector part, std::int32_t* out) HWY_ATTR {
        StoreFours(di, NearestNatural(d, hn::Mul(upper_left, part)),
                   NearestNatural(d, hn::Mul(upper_right, part)),
                   NearestNatural(d, hn::Mul(lower_left, part)),
                   NearestNatural(d, hn::Mul(lower_right, part)), out + 4 * to);
    };
    store(hn::Sub(one, to_direction), shares.lower);
    store(to_direction, shares.upper);
}

DescriptorSums PointSums(std::span<const PointDescriptorRow> rows, const PointFrame& frame,
                         const GradientWeights& weights) {
    const PointFloats d;
    const auto cosine = hn::Set(d, frame.cosine);
    const auto sine = hn::Set(d, frame.sine);
    const auto middle = hn::Set(d, 1.5F);
    const bool four_points = weights.outer != 0;
    PlacedLevelGradients gradients;
    IntegerDescriptorHistogram histogram;
    LayEndToEnd(
        rows, static_cast<int>(hn::Lanes(d)),
        [&](const PointDescriptorRow& row, int k, int at) HWY_ATTR {
            gradients.StoreLevel(d, row, four_points, k, at);
            const auto j = hn::LoadU(d, row.j + k);
            const auto across = hn::Sub(hn::Mul(j, cosine), hn::Set(d, row.i * frame.sine));
            const auto down = hn::Add(hn::Mul(j, sine), hn::Set(d, row.i * frame.cosine));
            hn::StoreU(hn::Add(across, middle), d, gradients.column + at);
            hn::StoreU(hn::Add(down, middle), d, gradients.line + at);
        },
        [&](int n) HWY_ATTR {
            AddInParts(
                n,
                [&](int k, Shares<std::int32_t>& shares, int to)
                    HWY_ATTR { ComputePointShares(gradients, k, frame, shares, to); },
                histogram);
        });
    return Joined(histogram);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(PointSums);

DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows, const PointFrame& frame,
                                     const GradientWeights& weights) {
    return HWY_DYNAMIC_DISPATCH(PointSums)(rows, frame, weights);
}

}  // namespace sift::kernels
#endif
