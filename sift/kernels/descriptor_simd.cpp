#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/gradient-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

/// What the samples of a part of a row add to the histogram, each by its place in the part.
struct Shares {
    static constexpr int most = 64;         ///< samples in a part
    HWY_ALIGN std::int32_t entry[most];     ///< of the first of the four cells
    HWY_ALIGN std::int32_t bin[most];       ///< the lower of the two directions
    HWY_ALIGN float lower_direction[most];  ///< its share
    HWY_ALIGN float upper_direction[most];  ///< that of the next
    HWY_ALIGN float cell[4][most];  ///< shares of the cells: upper left and right, lower left and right
};

/// x split into floor(x) and the rest in [0, 1).
template <class D, class V = hn::Vec<D>>
HWY_INLINE V SplitFloor(D d, V x, hn::Vec<hn::RebindToSigned<D>>& whole) {
    const V floor = hn::Floor(x);
    whole = hn::ConvertTo(hn::RebindToSigned<D>(), floor);
    (void)d;
    return hn::Sub(x, floor);
}

/// The shares of one vector of samples, from column k of the row on, stored from place `at` on.
template <class D>
HWY_INLINE void ComputeShares(D d, const DescriptorRow& row, const DescriptorFrame& frame, int k, int at,
                              Shares& shares) {
    using V = hn::Vec<D>;
    const hn::RebindToSigned<D> di;
    using VI = hn::Vec<decltype(di)>;
    constexpr int cells = DescriptorHistogram::cells;
    constexpr int bins = DescriptorHistogram::bins;
    const auto [magnitude, degrees] = Gradient(d, row.rows, k);
    const V weight = hn::Mul(magnitude, hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight)));

    const V j = hn::Iota(d, row.j + static_cast<float>(k));
    const V across = hn::Sub(hn::Mul(j, hn::Set(d, frame.cosine)), hn::Set(d, row.i * frame.sine));
    const V down = hn::Add(hn::Mul(j, hn::Set(d, frame.sine)), hn::Set(d, row.i * frame.cosine));
    const V half = hn::Set(d, 0.5F);
    const V two = hn::Set(d, 2.0F);
    VI whole_row, whole_column, whole_direction;
    const V to_row = SplitFloor(d, hn::Sub(hn::Add(down, two), half), whole_row);
    const V to_column = SplitFloor(d, hn::Sub(hn::Add(across, two), half), whole_column);
    const V to_direction = SplitFloor(
        d, hn::Mul(hn::Sub(degrees, hn::Set(d, frame.turn)), hn::Set(d, descriptor_directions / 360.0F)),
        whole_direction);

    // ((row + 1) cells + column + 1) bins: cells = 6 and bins = 8 by shifts and additions.
    static_assert(cells == 6 && bins == 8);
    const VI one = hn::Set(di, 1);
    const VI rows = hn::Add(whole_row, one);
    const VI cell =
        hn::Add(hn::Add(hn::ShiftLeft<2>(rows), hn::ShiftLeft<1>(rows)), hn::Add(whole_column, one));
    hn::StoreU(hn::ShiftLeft<3>(cell), di, shares.entry + at);
    // Whole turns away: the direction is in [-8, 8].
    hn::StoreU(hn::And(whole_direction, hn::Set(di, descriptor_directions - 1)), di, shares.bin + at);
    hn::StoreU(hn::Sub(hn::Set(d, 1.0F), to_direction), d, shares.lower_direction + at);
    hn::StoreU(to_direction, d, shares.upper_direction + at);

    const V lower = hn::Mul(weight, to_row);
    const V upper = hn::Sub(weight, lower);
    const V lower_right = hn::Mul(lower, to_column);
    const V upper_right = hn::Mul(upper, to_column);
    hn::StoreU(hn::Sub(upper, upper_right), d, shares.cell[0] + at);
    hn::StoreU(upper_right, d, shares.cell[1] + at);
    hn::StoreU(hn::Sub(lower, lower_right), d, shares.cell[2] + at);
    hn::StoreU(lower_right, d, shares.cell[3] + at);
}

/// One at every eighth place: eight entries from `(8 - k) & 7` on hold it at place k.
HWY_ALIGN constexpr float one_in_eight[16] = {1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};

/// Adds the samples at places [from, to), place 0 being column `k` of the row. All eight directions of a cell
/// are added at once, though only two differ from 0: writing just these would make the next reading of that
/// cell wait.
HWY_INLINE void AddShares(const Shares& shares, int k, int from, int to, DescriptorHistogram& histogram) {
    const hn::CappedTag<float, 8> d;
    using V = hn::Vec<decltype(d)>;
    constexpr int bins = DescriptorHistogram::bins;
    constexpr int row = DescriptorHistogram::cells * bins;
    for (int s = from; s < to; ++s) {
        const unsigned copy = static_cast<unsigned>(k + s) % DescriptorHistogram::copies;
        float* entry = histogram.entry.data() + copy * DescriptorHistogram::copy_size + shares.entry[s];
        const int bin = shares.bin[s];
        const float* nearest = one_in_eight + ((bins - bin) & (bins - 1));
        const float* next = one_in_eight + ((bins - 1 - bin) & (bins - 1));
        for (int part = 0; part < bins; part += static_cast<int>(hn::Lanes(d))) {
            // Exact: of the two products one is 0.
            const V direction =
                hn::Add(hn::Mul(hn::LoadU(d, nearest + part), hn::Set(d, shares.lower_direction[s])),
                        hn::Mul(hn::LoadU(d, next + part), hn::Set(d, shares.upper_direction[s])));
            const auto add = [&](float* cell, float share) HWY_ATTR {
                hn::Store(hn::Add(hn::Load(d, cell), hn::Mul(hn::Set(d, share), direction)), d, cell);
            };
            add(entry + part, shares.cell[0][s]);
            add(entry + bins + part, shares.cell[1][s]);
            add(entry + row + part, shares.cell[2][s]);
            add(entry + row + bins + part, shares.cell[3][s]);
        }
    }
}

/// A row of at least one vector.
template <class D>
HWY_INLINE void AddRow(D d, const DescriptorRow& row, const DescriptorFrame& frame, Shares& shares,
                       DescriptorHistogram& histogram) {
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int first = 0; first < row.n;) {
        // A last part shorter than a vector begins earlier, and its first shares are not added again.
        const int begin = std::min(first, row.n - lanes);
        const int n = std::min(row.n - begin, Shares::most);
        for (int k = 0; k + lanes <= n; k += lanes) ComputeShares(d, row, frame, begin + k, k, shares);
        if (n % lanes != 0) ComputeShares(d, row, frame, begin + n - lanes, n - lanes, shares);
        AddShares(shares, begin, first - begin, n, histogram);
        first = begin + n;
    }
}

void AddDescriptorRow(const DescriptorRow& row, const DescriptorFrame& frame,
                      DescriptorHistogram& histogram) {
    const hn::ScalableTag<float> wide;
    const hn::CappedTag<float, 8> eight;
    const hn::CappedTag<float, 4> four;
    Shares shares;
    if (row.n >= static_cast<int>(hn::Lanes(wide)))
        AddRow(wide, row, frame, shares, histogram);
    else if (row.n >= static_cast<int>(hn::Lanes(eight)))
        AddRow(eight, row, frame, shares, histogram);
    else if (row.n >= static_cast<int>(hn::Lanes(four)))
        AddRow(four, row, frame, shares, histogram);
    else
        scalar::add_descriptor_row(row, frame, histogram);
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
