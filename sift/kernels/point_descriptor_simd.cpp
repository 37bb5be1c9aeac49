#include <array>
#include <cstddef>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/point_descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor_histogram-inl.h"
#include "sift/kernels/pair_sum-inl.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/kernels/rows_end_to_end-inl.h"
#include "sift/kernels/weighted_level_row-inl.h"

#ifndef SIFT_KERNELS_POINT_DESCRIPTOR_ONCE
#define SIFT_KERNELS_POINT_DESCRIPTOR_ONCE
namespace sift::kernels {

/// For each place between two directions, what the lower and the upper one get of the four cells of a
/// gradient, as factors of the pairs (upper left, lower left), (upper right, lower right), twice each.
struct DirectionFactors {
    static constexpr int parts = 1 << direction_bits;
    static constexpr int factors = 16;
    alignas(64) std::array<std::int16_t, static_cast<std::size_t>(parts* factors)> of{};

    constexpr DirectionFactors() {
        for (int part = 0; part < parts; ++part)
            for (int share = 0; share < 8; ++share) {
                const int get = share < 4 ? parts - part : part;
                const int place = part * factors + 2 * share + (share % 4 < 2 ? 0 : 1);
                of[static_cast<std::size_t>(place)] = static_cast<std::int16_t>(get);
            }
    }
};
inline constexpr DirectionFactors direction_factors;

}  // namespace sift::kernels
#endif

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

DescriptorSums PointSums(std::span<const PointDescriptorRow> rows, std::int16_t turn) {
    return scalar::point_descriptor_sums(rows, turn);
}

#else

using LevelUnsigned = hn::RebindToUnsigned<LevelShorts>;

/// A batch of gradients with their places.
struct PlacedLevelGradients {
    static constexpr int room = level_batch + level_lanes;
    HWY_ALIGN std::int16_t counts[room];
    HWY_ALIGN std::int16_t direction[room];
    HWY_ALIGN std::uint16_t column[room];
    HWY_ALIGN std::uint16_t line[room];

    HWY_INLINE void Store(const PointDescriptorRow& row, int k, int at) {
        const LevelShorts d;
        const LevelUnsigned du;
        hn::StoreU(hn::MulFixedPoint15(hn::LoadU(d, row.length + k), WeightsOf(row, k)), d, counts + at);
        hn::StoreU(hn::LoadU(d, row.direction + k), d, direction + at);
        const auto place = [&](const std::int16_t* along, std::int16_t of_row) HWY_ATTR {
            return hn::BitCast(du, hn::Add(hn::LoadU(d, along + k), hn::Set(d, of_row)));
        };
        hn::StoreU(place(row.across, row.row_across), du, column + at);
        hn::StoreU(place(row.down, row.row_down), du, line + at);
    }
    /// Those from n on do not count.
    HWY_INLINE void End(int n) { hn::StoreU(hn::Zero(LevelShorts()), LevelShorts(), counts + n); }
};

/// What a vector of gradients adds to the histogram: to which entries, by which factors (both as numbers of
/// elements before them, so that nothing is left to be computed for a gradient by itself), and what the
/// four cells get, side by side for a gradient; as vectors are interleaved, gradient 2 b + r of vector q of
/// these is that of lane 8 b + 2 q + r.
struct CellShares {
    HWY_ALIGN std::uint16_t entry[level_lanes];
    HWY_ALIGN std::uint16_t factors[level_lanes];
    HWY_ALIGN std::int16_t cells[4 * level_lanes];
};

HWY_INLINE void ComputeCellShares(const PlacedLevelGradients& gradients, int at, std::int16_t turn,
                                  CellShares& shares) {
    const LevelShorts d;
    const LevelUnsigned du;
    const hn::RepartitionToWide<LevelShorts> pairs;
    constexpr int cell = 1 << cell_bits;
    constexpr int direction_step = eighth_turn >> direction_bits;
    static_assert(IntegerDescriptorHistogram::places == 5 && descriptor_directions == 8);
    const auto column = hn::Load(du, gradients.column + at);
    const auto line = hn::Load(du, gradients.line + at);
    const auto inside = hn::Lt(hn::Max(column, line), hn::Set(du, 5 * cell));

    const auto turned = hn::Sub(hn::Load(d, gradients.direction + at),
                                hn::Set(d, static_cast<std::int16_t>(turn - direction_step / 2)));
    const auto direction = hn::BitCast(du, turned);
    const auto whole_line = hn::ShiftRight<cell_bits>(line);
    const auto place =
        hn::Add(hn::Add(hn::ShiftLeft<2>(whole_line), whole_line), hn::ShiftRight<cell_bits>(column));
    static_assert(eighth_turn == 1 << 13 && IntegerDescriptorHistogram::shares == 1 << 3);
    const auto eight_directions = hn::And(hn::ShiftRight<13 - 3>(direction), hn::Set(du, 7 << 3));
    const auto entry = hn::Or(hn::ShiftLeft<3 + 3>(place), eight_directions);
    hn::Store(hn::IfThenElseZero(inside, entry), du, shares.entry);
    static_assert(DirectionFactors::factors == 1 << 4);
    const auto factors = hn::And(hn::ShiftRight<13 - direction_bits - 4>(direction),
                                 hn::Set(du, ((1 << direction_bits) - 1) << 4));
    hn::Store(factors, du, shares.factors);

    const auto fraction = [&](hn::Vec<LevelUnsigned> place_in_cells) HWY_ATTR {
        return hn::BitCast(d, hn::ShiftLeft<15 - cell_bits>(hn::And(place_in_cells, hn::Set(du, cell - 1))));
    };
    const auto to_line = fraction(line);
    const auto to_column = fraction(column);
    const auto counts = hn::IfThenElseZero(hn::RebindMask(d, inside), hn::Load(d, gradients.counts + at));
    const auto lower = hn::MulFixedPoint15(counts, to_line);
    const auto upper = hn::Sub(counts, lower);
    const auto lower_right = hn::MulFixedPoint15(lower, to_column);
    const auto upper_right = hn::MulFixedPoint15(upper, to_column);
    const auto lower_left = hn::Sub(lower, lower_right);
    const auto upper_left = hn::Sub(upper, upper_right);
    const auto left0 = hn::BitCast(pairs, hn::InterleaveLower(d, upper_left, lower_left));
    const auto left1 = hn::BitCast(pairs, hn::InterleaveUpper(d, upper_left, lower_left));
    const auto right0 = hn::BitCast(pairs, hn::InterleaveLower(d, upper_right, lower_right));
    const auto right1 = hn::BitCast(pairs, hn::InterleaveUpper(d, upper_right, lower_right));
    const auto store = [&](int q, hn::Vec<decltype(pairs)> cells)
                           HWY_ATTR { hn::Store(hn::BitCast(d, cells), d, shares.cells + q * level_lanes); };
    store(0, hn::InterleaveLower(pairs, left0, right0));
    store(1, hn::InterleaveUpper(pairs, left0, right0));
    store(2, hn::InterleaveLower(pairs, left1, right1));
    store(3, hn::InterleaveUpper(pairs, left1, right1));
}

/// Adds gradient `i` of vector `q`.
HWY_INLINE void AddCells(const CellShares& shares, int q, int i, IntegerDescriptorHistogram& histogram) {
    using Histogram = IntegerDescriptorHistogram;
    const hn::CappedTag<std::int16_t, 16> d;
    const hn::RepartitionToWide<decltype(d)> sums;
    const hn::RepartitionToWide<decltype(sums)> fours;
    const int lane = i / 2 * 8 + 2 * q + i % 2;
    std::int32_t* entry =
        histogram.entry.data() + i % Histogram::copies * Histogram::copy_size + shares.entry[lane];
    const std::int16_t* factors = direction_factors.of.data() + shares.factors[lane];
    std::int64_t four = 0;
    std::memcpy(&four, shares.cells + q * level_lanes + 4 * i, sizeof(four));
    const auto cells = hn::BitCast(d, hn::Set(fours, four));
    for (std::size_t k = 0; k < Histogram::shares; k += hn::Lanes(sums)) {
        PairSum<decltype(sums)> sum;
        sum.Add(cells, hn::Load(d, factors + 2 * k));
        hn::Store(hn::Add(hn::Load(sums, entry + k), sum.Sum()), sums, entry + k);
    }
}

DescriptorSums PointSums(std::span<const PointDescriptorRow> rows, std::int16_t turn) {
    PlacedLevelGradients gradients;
    IntegerDescriptorHistogram histogram;
    LayEndToEnd<level_batch>(
        rows, level_lanes, [](const PointDescriptorRow& /*row*/) { return 0; },
        [&](const PointDescriptorRow& row, int k, int at) HWY_ATTR { gradients.Store(row, k, at); },
        [&](int n) HWY_ATTR {
            gradients.End(n);
            CellShares shares;
            for (int at = 0; at < n; at += level_lanes) {
                ComputeCellShares(gradients, at, turn, shares);
                for (int q = 0; q < 4; ++q)
                    for (int i = 0; i < level_lanes / 4; ++i) AddCells(shares, q, i, histogram);
            }
        });
    return Joined(histogram);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(PointSums);

DescriptorSums point_descriptor_sums(std::span<const PointDescriptorRow> rows, std::int16_t turn) {
    return HWY_DYNAMIC_DISPATCH(PointSums)(rows, turn);
}

}  // namespace sift::kernels
#endif
