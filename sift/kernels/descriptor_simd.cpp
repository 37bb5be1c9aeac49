#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/gradient-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

using Floats = hn::CappedTag<float, 8>;
using Ints = hn::RebindToSigned<Floats>;
using Vector = hn::Vec<Floats>;
using IntVector = hn::Vec<Ints>;

/// x split into floor(x) and the rest in [0, 1).
struct Split {
    IntVector whole;
    Vector rest;
};

HWY_INLINE Split SplitFloor(Floats d, Ints di, Vector x) {
    const Vector whole = hn::Floor(x);
    (void)d;
    return {hn::ConvertTo(di, whole), hn::Sub(x, whole)};
}

/// The shares of one cell for every lane: share[2 k] for the lower direction of lane k, share[2 k + 1] for
/// the upper one.
HWY_INLINE void StoreShares(Floats d, Vector cell, Vector to_direction, float* share) {
    const Vector second = hn::Mul(cell, to_direction);
    hn::StoreInterleaved2(hn::Sub(cell, second), second, d, share);
}

HWY_INLINE void AddTwo(const float* share, float* entry) {
    const hn::CappedTag<float, 2> two;
    if (hn::Lanes(two) == 2) {
        hn::StoreU(hn::Add(hn::LoadU(two, entry), hn::LoadU(two, share)), two, entry);
    } else {
        entry[0] += share[0];
        entry[1] += share[1];
    }
}

void AddDescriptorRow(const DescriptorRow& row, const DescriptorFrame& frame,
                      DescriptorHistogram& histogram) {
    const Floats d;
    const Ints di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    if (row.n < lanes) return scalar::add_descriptor_row(row, frame, histogram);

    const Vector cosine = hn::Set(d, frame.cosine);
    const Vector sine = hn::Set(d, frame.sine);
    const Vector i_sine = hn::Set(d, row.i * frame.sine);
    const Vector i_cosine = hn::Set(d, row.i * frame.cosine);
    constexpr int cells = DescriptorHistogram::cells;
    constexpr int bins = DescriptorHistogram::bins;

    for (int done = 0; done < row.n; done += lanes) {
        const int k = done + lanes <= row.n ? done : row.n - lanes;  // the last vector overlaps
        const auto [magnitude, degrees] = Gradient(d, row.rows, k);
        const Vector weight =
            hn::Mul(magnitude, hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight)));

        const Vector j = hn::Iota(d, row.j + static_cast<float>(k));
        const Vector across = hn::Sub(hn::Mul(j, cosine), i_sine);
        const Vector down = hn::Add(hn::Mul(j, sine), i_cosine);
        const Vector half = hn::Set(d, 0.5F);
        const Vector two = hn::Set(d, 2.0F);
        const Split at_row = SplitFloor(d, di, hn::Sub(hn::Add(down, two), half));
        const Split at_column = SplitFloor(d, di, hn::Sub(hn::Add(across, two), half));
        const Split at_direction = SplitFloor(
            d, di,
            hn::Mul(hn::Sub(degrees, hn::Set(d, frame.turn)), hn::Set(d, descriptor_directions / 360.0F)));

        const IntVector one = hn::Set(di, 1);
        // Whole turns away: the bin is in [-8, 8].
        const IntVector bin = hn::And(at_direction.whole, hn::Set(di, descriptor_directions - 1));
        const IntVector cell =
            hn::Add(hn::Mul(hn::Add(at_row.whole, one), hn::Set(di, cells)), hn::Add(at_column.whole, one));
        HWY_ALIGN std::int32_t entry[8];
        hn::Store(hn::Add(hn::Mul(cell, hn::Set(di, bins)), bin), di, entry);

        const Vector lower = hn::Mul(weight, at_row.rest);
        const Vector upper = hn::Sub(weight, lower);
        const Vector lower_right = hn::Mul(lower, at_column.rest);
        const Vector upper_right = hn::Mul(upper, at_column.rest);
        HWY_ALIGN float share[4][16];
        StoreShares(d, hn::Sub(upper, upper_right), at_direction.rest, share[0]);
        StoreShares(d, upper_right, at_direction.rest, share[1]);
        StoreShares(d, hn::Sub(lower, lower_right), at_direction.rest, share[2]);
        StoreShares(d, lower_right, at_direction.rest, share[3]);

        for (int lane = done - k; lane < lanes; ++lane) {
            float* to = histogram.entry.data() + entry[lane];
            AddTwo(share[0] + 2 * lane, to);
            AddTwo(share[1] + 2 * lane, to + bins);
            AddTwo(share[2] + 2 * lane, to + cells * bins);
            AddTwo(share[3] + 2 * lane, to + (cells + 1) * bins);
        }
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(AddDescriptorRow);

void add_descriptor_row(const DescriptorRow& row, const DescriptorFrame& frame,
                        DescriptorHistogram& histogram) {
    HWY_DYNAMIC_DISPATCH(AddDescriptorRow)(row, frame, histogram);
}

}  // namespace sift::kernels
#endif
