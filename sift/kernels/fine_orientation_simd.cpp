#include <algorithm>
#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/fine_orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/rows_end_to_end-inl.h"
#include "sift/kernels/weighted_level_row-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

FineHistogram FineOrientationSums(std::span<const WeightedLevelRow> rows, std::int16_t edge_weight) {
    return scalar::fine_orientation_sums(rows, edge_weight);
}

SmoothHistogram Smoothed(const FineHistogram& raw) {
    return scalar::smoothed(raw);
}

#else

/// A batch of gradients: the parts of a bin that they go to, and by how much they count.
struct CountedGradients {
    static constexpr int room = level_batch + level_lanes;
    HWY_ALIGN std::int16_t part[room];
    HWY_ALIGN std::int16_t count[room];

    HWY_INLINE void Store(const WeightedLevelRow& row, std::int16_t edge_weight, int k, int at) {
        const LevelShorts d;
        const auto weight = hn::Max(hn::Sub(WeightsOf(row, k), hn::Set(d, edge_weight)), hn::Zero(d));
        hn::StoreU(hn::MulFixedPoint15(hn::LoadU(d, row.length + k), weight), d, count + at);
        static_assert(full_turn == 1 << 16);
        const auto nearest = hn::MulFixedPoint15(hn::LoadU(d, row.direction + k), hn::Set(d, fine_parts / 2));
        const auto from_zero =
            hn::IfThenElse(hn::Lt(nearest, hn::Zero(d)), hn::Add(nearest, hn::Set(d, fine_parts)), nearest);
        hn::StoreU(from_zero, d, part + at);
    }
};

/// Copies take turns, so that an addition need not wait for the one before it.
struct FinePartCopies {
    static constexpr std::size_t copies = 2;
    HWY_ALIGN std::uint32_t count[copies][fine_parts] = {};

    HWY_INLINE void Add(const CountedGradients& gradients, int n) {
        const auto add = [&](std::size_t at, std::size_t copy) HWY_ATTR {
            count[copy][static_cast<std::uint16_t>(gradients.part[at])] +=
                static_cast<std::uint32_t>(gradients.count[at]);
        };
        const std::size_t all = static_cast<std::size_t>(n);
        const std::size_t whole = all - all % copies;
        for (std::size_t at = 0; at < whole; at += copies)
            for (std::size_t copy = 0; copy < copies; ++copy) add(at + copy, copy);
        for (std::size_t at = whole; at < all; ++at) add(at, at - whole);
    }
    [[nodiscard]] HWY_INLINE FineHistogram Histogram() const {
        const hn::ScalableTag<std::uint32_t> d;
        const hn::RepartitionToWide<decltype(d)> pairs;
        using V = hn::Vec<decltype(d)>;
        constexpr std::size_t before = 16;  // room for a vector on its line of the cache
        HWY_ALIGN std::uint64_t own[fine_bins];
        HWY_ALIGN std::uint64_t of_next[before + fine_bins];
        static_assert(parts_of_bin == 8 && 2 * fine_bins % hn::MaxLanes(d) == 0);
        const auto lower = [&](V v) HWY_ATTR {
            return hn::And(hn::BitCast(pairs, v), hn::Set(pairs, 0xFFFFFFFFU));
        };
        const auto upper = [&](V v) HWY_ATTR { return hn::ShiftRight<32>(hn::BitCast(pairs, v)); };
        // Half bins: even ones of parts 0 to 3, odd ones of parts 4 to 7.
        for (std::size_t half = 0; half < 2 * fine_bins; half += hn::Lanes(d)) {
            V sum0 = hn::Zero(d), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (const auto& of_copy : count) {
                V part0, part1, part2, part3;
                hn::LoadInterleaved4(d, of_copy + half * (parts_of_bin / 2), part0, part1, part2, part3);
                sum0 = hn::Add(sum0, part0);
                sum1 = hn::Add(sum1, part1);
                sum2 = hn::Add(sum2, part2);
                sum3 = hn::Add(sum3, part3);
            }
            const V all = hn::Add(hn::Add(sum0, sum1), hn::Add(sum2, sum3));
            const V ways =
                hn::Add(sum1, hn::Add(hn::ShiftLeft<1>(sum2), hn::Add(hn::ShiftLeft<1>(sum3), sum3)));
            // 8 - way of the even ones and 4 - way of the odd ones; way and 4 + way.
            const V four = hn::ShiftLeft<2>(all);
            const V rest = hn::Sub(four, ways);
            hn::Store(hn::Add(hn::Add(lower(rest), upper(rest)), lower(four)), pairs, own + half / 2);
            hn::Store(hn::Add(hn::Add(lower(ways), upper(ways)), upper(four)), pairs,
                      of_next + before + half / 2);
        }
        of_next[before - 1] = of_next[before + fine_bins - 1];
        FineHistogram out;
        for (std::size_t bin = 0; bin < fine_bins; bin += hn::Lanes(pairs))
            hn::StoreU(hn::Add(hn::Load(pairs, own + bin), hn::LoadU(pairs, of_next + before - 1 + bin)),
                       pairs, out.data() + bin);
        return out;
    }
};

FineHistogram FineOrientationSums(std::span<const WeightedLevelRow> rows, std::int16_t edge_weight) {
    CountedGradients gradients;
    FinePartCopies counts;
    LayEndToEnd<level_batch>(
        rows, level_lanes, [](const WeightedLevelRow& /*row*/) { return 0; },
        [&](const WeightedLevelRow& row, int k, int at)
            HWY_ATTR { gradients.Store(row, edge_weight, k, at); },
        [&](int n) HWY_ATTR { counts.Add(gradients, n); });
    return counts.Histogram();
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

FineHistogram fine_orientation_sums(std::span<const WeightedLevelRow> rows, std::int16_t edge_weight) {
    return HWY_DYNAMIC_DISPATCH(FineOrientationSums)(rows, edge_weight);
}

SmoothHistogram smoothed(const FineHistogram& raw) {
    return HWY_DYNAMIC_DISPATCH(Smoothed)(raw);
}

}  // namespace sift::kernels
#endif
