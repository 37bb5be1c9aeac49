#include <algorithm>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

DescriptorSums Sums(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
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

/// A coordinate in cells: the lower neighbour's number, and the way from there. What does not lie inside gets
/// a number that exists.
struct Interpolated {
    Vector lower;
    Vector rest;
};

HWY_INLINE Interpolated LowerNeighbour(Floats d, Vector at) {
    const Vector lower =
        hn::Min(hn::Max(hn::Floor(at), hn::Set(d, -1.0F)), hn::Set(d, descriptor_cells - 1.0F));
    return {lower, hn::Sub(at, lower)};
}

HWY_INLINE hn::Mask<Floats> IsInside(Floats d, Vector at) {
    return hn::And(hn::Gt(at, hn::Set(d, -1.0F)),
                   hn::Lt(at, hn::Set(d, static_cast<float>(descriptor_cells))));
}

/// Four shares of a vector of samples, written so that those of a sample lie side by side: sample 4 b + q at
/// q * lanes + 4 b.
HWY_INLINE void StoreFours(Floats d, Vector s0, Vector s1, Vector s2, Vector s3, float* out) {
    const hn::RepartitionToWide<Floats> pairs;
    const std::size_t lanes = hn::Lanes(d);
    const auto lower01 = hn::BitCast(pairs, hn::InterleaveLower(d, s0, s1));
    const auto upper01 = hn::BitCast(pairs, hn::InterleaveUpper(d, s0, s1));
    const auto lower23 = hn::BitCast(pairs, hn::InterleaveLower(d, s2, s3));
    const auto upper23 = hn::BitCast(pairs, hn::InterleaveUpper(d, s2, s3));
    hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, lower01, lower23)), d, out);
    hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, lower01, lower23)), d, out + lanes);
    hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, upper01, upper23)), d, out + 2 * lanes);
    hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, upper01, upper23)), d, out + 3 * lanes);
}

/// What some vectors of samples add to the histogram. They pass through memory on purpose: loading four
/// shares takes less of what is scarce than taking them out of a vector.
struct Shares {
    static constexpr int most = 128;     ///< samples
    HWY_ALIGN std::int32_t entry[most];  ///< in a copy
    HWY_ALIGN float lower[4 * most];     ///< of the lower direction, each vector's as StoreFours writes them
    HWY_ALIGN float upper[4 * most];
};

/// The shares of the vector of samples from place `at` on, from place `to` on of the shares.
HWY_INLINE void ComputeShares(const PlacedGradients& gradients, int at, const DescriptorFrame& frame,
                              Shares& shares, int to) {
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

    static_assert(DescriptorHistogram::places == 5 && descriptor_directions == 8 &&
                  DescriptorHistogram::shares == 8);
    const auto place =
        LowBits(d, hn::Add(hn::Add(hn::Mul(row, hn::Set(d, 5.0F)), column), hn::Set(d, 6.0F)), 31);
    // Whole turns away: the direction is in [-8, 8].
    const auto bin = LowBits(d, whole_direction, descriptor_directions - 1);
    hn::Store(hn::Add(hn::ShiftLeft<6>(place), hn::ShiftLeft<3>(bin)), hn::RebindToSigned<Floats>(),
              shares.entry + to);

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

/// Adds the eight shares of sample `s` of the vector that begins at `at`.
HWY_INLINE void AddSample(const Shares& shares, int at, int s, DescriptorHistogram& histogram) {
    constexpr int lanes = static_cast<int>(hn::MaxLanes(Floats()));
    const hn::CappedTag<float, 4> four;
    float* entry = histogram.entry.data() + s % DescriptorHistogram::copies * DescriptorHistogram::copy_size +
                   shares.entry[at + s];
    const int place = 4 * at + s % 4 * lanes + s / 4 * 4;
    const auto lower = hn::Load(four, shares.lower + place);
    const auto upper = hn::Load(four, shares.upper + place);
#if HWY_MAX_BYTES >= 32
    const hn::CappedTag<float, 8> eight;
    hn::Store(hn::Add(hn::Load(eight, entry), hn::Combine(eight, upper, lower)), eight, entry);
#else
    hn::Store(hn::Add(hn::Load(four, entry), lower), four, entry);
    hn::Store(hn::Add(hn::Load(four, entry + 4), upper), four, entry + 4);
#endif
}

/// Adds the first n samples.
HWY_INLINE void AddShares(const Shares& shares, int n, DescriptorHistogram& histogram) {
    constexpr int lanes = static_cast<int>(hn::MaxLanes(Floats()));
    static_assert(lanes % DescriptorHistogram::copies == 0);
    const int whole = n - n % lanes;
    for (int at = 0; at < whole; at += lanes)
        for (int s = 0; s < lanes; ++s) AddSample(shares, at, s, histogram);
    for (int s = 0; s < n % lanes; ++s) AddSample(shares, whole, s, histogram);
}

void AddBatch(const PlacedGradients& gradients, int n, const DescriptorFrame& frame,
              DescriptorHistogram& histogram) {
    constexpr int lanes = static_cast<int>(hn::MaxLanes(Floats()));
    static_assert(gradient_batch % Shares::most == 0);
    Shares shares;
    for (int at = 0; at < n; at += Shares::most) {
        const int part = std::min(n - at, Shares::most);
        for (int k = 0; k < part; k += lanes) ComputeShares(gradients, at + k, frame, shares, k);
        AddShares(shares, part, histogram);
    }
}

/// DescriptorHistogram::joined, several additions at a time.
DescriptorSums Joined(const DescriptorHistogram& histogram) {
    const hn::CappedTag<float, 4> four;
    constexpr int directions = descriptor_directions;
    constexpr int places = DescriptorHistogram::places;
    constexpr int shares = DescriptorHistogram::shares;
    constexpr int cells_of_place = 4;
    // Each place's four cells, both copies and both shares of a direction together.
    HWY_ALIGN float place_sums[cells_of_place][places * places][directions];
    for (int place = 0; place < places * places; ++place) {
        HWY_ALIGN float sums[directions * cells_of_place];
        const float* entry = histogram.entry.data() + place * directions * shares;
        const auto both_copies = [&](int at) HWY_ATTR {
            return hn::Add(hn::Load(four, entry + at),
                           hn::Load(four, entry + at + DescriptorHistogram::copy_size));
        };
        for (int k = 0; k < directions; ++k)
            hn::Store(hn::Add(both_copies(k * shares),
                              both_copies((k + directions - 1) % directions * shares + cells_of_place)),
                      four, sums + k * cells_of_place);
        for (int k = 0; k < directions; k += 4) {
            hn::Vec<decltype(four)> cell0, cell1, cell2, cell3;
            hn::LoadInterleaved4(four, sums + k * cells_of_place, cell0, cell1, cell2, cell3);
            hn::Store(cell0, four, place_sums[0][place] + k);
            hn::Store(cell1, four, place_sums[1][place] + k);
            hn::Store(cell2, four, place_sums[2][place] + k);
            hn::Store(cell3, four, place_sums[3][place] + k);
        }
    }
    DescriptorSums out{};
    for (int row = 0; row < descriptor_cells; ++row)
        for (int column = 0; column < descriptor_cells; ++column) {
            const int place = row * places + column;
            float* to = out.data() + (row * descriptor_cells + column) * directions;
            for (int k = 0; k < directions; k += 4) {
                const auto upper = hn::Add(hn::Load(four, place_sums[0][place + places + 1] + k),
                                           hn::Load(four, place_sums[1][place + places] + k));
                const auto lower = hn::Add(hn::Load(four, place_sums[2][place + 1] + k),
                                           hn::Load(four, place_sums[3][place] + k));
                hn::StoreU(hn::Add(upper, lower), four, to + k);
            }
        }
    return out;
}

DescriptorSums Sums(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    const Floats d;
    const Vector cosine = hn::Set(d, frame.cosine);
    const Vector sine = hn::Set(d, frame.sine);
    const Vector two = hn::Set(d, 2.0F);
    const Vector half = hn::Set(d, 0.5F);
    PlacedGradients gradients;
    DescriptorHistogram histogram;
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
        [&](int n) HWY_ATTR { AddBatch(gradients, n, frame, histogram); });
    return Joined(histogram);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(Sums);

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, const DescriptorFrame& frame) {
    return HWY_DYNAMIC_DISPATCH(Sums)(rows, frame);
}

}  // namespace sift::kernels
#endif
