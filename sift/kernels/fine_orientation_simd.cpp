#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/fine_orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/integer_gradient-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

FineHistogram FineOrientationSums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                  const GradientWeights& weights) {
    return scalar::fine_orientation_sums(rows, edge_weight, weights);
}

SmoothHistogram Smoothed(const FineHistogram& raw) {
    return scalar::smoothed(raw);
}

#else

using FineFloats = hn::ScalableTag<float>;
using FineInts = hn::RebindToSigned<FineFloats>;
constexpr int fine_lanes = static_cast<int>(hn::MaxLanes(FineFloats()));

/// What the bins got, as two numbers side by side that one addition reaches: the sum of the counts of the
/// gradients between bin k and k + 1, and the sum of their counts times the way from k. Copies take turns, as
/// in DescriptorHistogram.
struct CountsAndMoments {
    static constexpr int copies = 4;
    HWY_ALIGN std::uint64_t pair[copies][fine_bins][2] = {};

    [[nodiscard]] FineHistogram Histogram() const {
        FineHistogram out;
        const auto sum = [&](std::size_t k, std::size_t which) {
            return (pair[0][k][which] + pair[1][k][which]) + (pair[2][k][which] + pair[3][k][which]);
        };
        std::uint64_t before = sum(fine_bins - 1, 1);
        for (std::size_t k = 0; k < fine_bins; ++k) {
            const std::uint64_t here = sum(k, 1);
            const std::uint64_t count = sum(k, 0);
            out[k] = static_cast<std::int64_t>(count * units_per_fine_bin - here + before);
            before = here;
        }
        return out;
    }
};

/// The bins of a vector of gradients, and their counts and moments in the order of PairPlace.
struct CountedVector {
    HWY_ALIGN std::int32_t bin[fine_lanes];
    HWY_ALIGN std::uint64_t pair[2 * fine_lanes];
};

/// Where the pair of lane 4 b + q lies, in 64-bit numbers: see StorePairs.
constexpr int PairPlace(int lane) {
    return lane % 4 * (fine_lanes / 2) + lane / 4 * 2;
}

/// Lanes 0 and 2 of each block of four first, then 1 and 3.
template <class V>
HWY_INLINE void StorePairs(V count, V part, std::uint64_t* out) {
    const hn::ScalableTag<std::uint32_t> d32;
    const hn::RepartitionToWide<decltype(d32)> d64;
    const std::size_t lanes = hn::Lanes(d64);
    const auto odd = [&](V v) HWY_ATTR { return hn::BitCast(d32, hn::ShiftRight<32>(hn::BitCast(d64, v))); };
    const auto even_count = hn::And(hn::BitCast(d64, count), hn::Set(d64, 0xFFFFFFFFU));
    const auto odd_count = hn::ShiftRight<32>(hn::BitCast(d64, count));
    const auto even_moment = hn::MulEven(count, part);
    const auto odd_moment = hn::MulEven(odd(count), odd(part));
    hn::Store(hn::InterleaveLower(d64, even_count, even_moment), d64, out);
    hn::Store(hn::InterleaveLower(d64, odd_count, odd_moment), d64, out + lanes);
    hn::Store(hn::InterleaveUpper(d64, even_count, even_moment), d64, out + 2 * lanes);
    hn::Store(hn::InterleaveUpper(d64, odd_count, odd_moment), d64, out + 3 * lanes);
}

HWY_INLINE void Count(const WeightedLevelGradients& gradients, int at, float edge_weight,
                      CountedVector& counted) {
    const FineFloats d;
    const FineInts di;
    const hn::RebindToUnsigned<FineFloats> du;
    const auto [magnitude, units] =
        IntegerPolar(d, hn::Load(d, gradients.dx + at), hn::Load(d, gradients.dy + at));
    const auto weight =
        hn::Max(hn::Sub(hn::Load(d, gradients.weight + at), hn::Set(d, edge_weight)), hn::Zero(d));
    const auto count = hn::NearestInt(hn::Mul(weight, hn::Mul(magnitude, hn::Set(d, orientation_scale))));
    const auto direction = NearestNatural(d, units);
    static_assert(units_per_fine_bin == 1 << 11);
    hn::Store(hn::ShiftRight<11>(direction), di, counted.bin);
    const auto part = hn::And(direction, hn::Set(di, units_per_fine_bin - 1));
    StorePairs(hn::BitCast(du, count), hn::BitCast(du, part), counted.pair);
}

FineHistogram FineOrientationSums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                  const GradientWeights& weights) {
    const FineFloats d;
    const hn::CappedTag<std::uint64_t, 2> two;
    const bool four_points = weights.outer != 0;
    WeightedLevelGradients gradients;
    CountsAndMoments sums;
    LayEndToEnd(
        rows, fine_lanes,
        [&](const WeightedLevelRow& row, int k, int at)
            HWY_ATTR { gradients.StoreLevel(d, row, four_points, k, at); },
        [&](int n) HWY_ATTR {
            CountedVector counted;
            for (int at = 0; at < n; at += fine_lanes) {
                Count(gradients, at, edge_weight, counted);
                const int lanes = std::min(n - at, fine_lanes);
                for (int lane = 0; lane < lanes; ++lane) {
                    std::uint64_t* pair = sums.pair[lane % CountsAndMoments::copies][counted.bin[lane]];
                    hn::Store(hn::Add(hn::Load(two, pair), hn::Load(two, counted.pair + PairPlace(lane))),
                              two, pair);
                }
            }
        });
    return sums.Histogram();
}

SmoothHistogram Smoothed(const FineHistogram& raw) {
    const hn::ScalableTag<double> d;
    constexpr std::size_t margin = fine_smoothing.size() - 1;
    HWY_ALIGN double around[margin + fine_bins + margin];
    for (std::size_t k = 0; k < fine_bins; ++k) around[margin + k] = static_cast<double>(raw[k]);
    std::copy_n(around + fine_bins, margin, around);
    std::copy_n(around + margin, margin, around + margin + fine_bins);
    SmoothHistogram out;
    static_assert(fine_bins % hn::MaxLanes(d) == 0);
    for (std::size_t k = 0; k < fine_bins; k += hn::Lanes(d)) {
        const double* middle = around + margin + k;
        auto sum = hn::Mul(hn::Set(d, fine_smoothing[0]), hn::LoadU(d, middle));
        for (std::size_t j = 1; j <= margin; ++j)
            sum = hn::Add(sum, hn::Mul(hn::Set(d, fine_smoothing[j]),
                                       hn::Add(hn::LoadU(d, middle - j), hn::LoadU(d, middle + j))));
        hn::StoreU(sum, d, out.data() + k);
    }
    return out;
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(FineOrientationSums);
HWY_EXPORT(Smoothed);

FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, float edge_weight,
                                    const GradientWeights& weights) {
    return HWY_DYNAMIC_DISPATCH(FineOrientationSums)(rows, edge_weight, weights);
}

SmoothHistogram smoothed(const FineHistogram& raw) {
    return HWY_DYNAMIC_DISPATCH(Smoothed)(raw);
}

}  // namespace sift::kernels
#endif
