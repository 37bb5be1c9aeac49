#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/point_descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/point_descriptor.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, 8>;
using Ints = hn::RebindToSigned<Floats>;
using Vector = hn::Vec<Floats>;
using IntVector = hn::Vec<Ints>;

/// The shares of one cell for every lane: share[2 k] for the lower direction of lane k, share[2 k + 1] for
/// the upper one.
HWY_INLINE void StoreShares(Ints di, Vector cell, Vector to_direction, Vector from_direction,
                            std::int32_t* share) {
    hn::StoreInterleaved2(hn::NearestInt(hn::Mul(cell, from_direction)),
                          hn::NearestInt(hn::Mul(cell, to_direction)), di, share);
}

HWY_INLINE void AddTwo(const std::int32_t* share, std::int32_t* entry) {
    const hn::CappedTag<std::int32_t, 2> two;
    if (hn::Lanes(two) == 2) {
        hn::StoreU(hn::Add(hn::LoadU(two, entry), hn::LoadU(two, share)), two, entry);
    } else {
        entry[0] += share[0];
        entry[1] += share[1];
    }
}

void AddPointDescriptorRow(const PointDescriptorRow& row, const PointFrame& frame,
                           IntegerDescriptorHistogram& histogram) {
    const Floats d;
    const Ints di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    if (row.n < lanes) return scalar::add_point_descriptor_row(row, frame, histogram);

    const Vector cosine = hn::Set(d, frame.cosine);
    const Vector sine = hn::Set(d, frame.sine);
    const Vector i_sine = hn::Set(d, row.i * frame.sine);
    const Vector i_cosine = hn::Set(d, row.i * frame.cosine);
    const Vector middle = hn::Set(d, 1.5F);
    const Vector one = hn::Set(d, 1.0F);
    const Vector lowest = hn::Set(d, -1.0F);
    const Vector highest = hn::Set(d, 4.0F);
    constexpr int cells = IntegerDescriptorHistogram::cells;
    constexpr int bins = IntegerDescriptorHistogram::bins;

    for (int done = 0; done < row.n; done += lanes) {
        const int k = done + lanes <= row.n ? done : row.n - lanes;  // the last vector overlaps
        const Vector j = hn::LoadU(d, row.j + k);
        const Vector column = hn::Add(hn::Sub(hn::Mul(j, cosine), i_sine), middle);
        const Vector line = hn::Add(hn::Add(hn::Mul(j, sine), i_cosine), middle);
        const auto inside = hn::And(hn::And(hn::Gt(column, lowest), hn::Lt(column, highest)),
                                    hn::And(hn::Gt(line, lowest), hn::Lt(line, highest)));
        if (hn::AllFalse(d, inside)) continue;

        const Vector whole_line = hn::Floor(line);
        const Vector whole_column = hn::Floor(column);
        const Vector to_line = hn::Sub(line, whole_line);
        const Vector to_column = hn::Sub(column, whole_column);
        IntVector turned = hn::Sub(hn::LoadU(di, row.direction + k), hn::Set(di, frame.turn));
        turned =
            hn::IfThenElse(hn::Lt(turned, hn::Zero(di)), hn::Add(turned, hn::Set(di, full_turn)), turned);
        const Vector direction = hn::Mul(hn::ConvertTo(d, turned), hn::Set(d, 1.0F / eighth_turn));
        const Vector whole_direction = hn::Floor(direction);
        const Vector to_direction = hn::Sub(direction, whole_direction);

        const IntVector one_cell = hn::Set(di, 1);
        const IntVector cell =
            hn::Add(hn::Mul(hn::Add(hn::ConvertTo(di, whole_line), one_cell), hn::Set(di, cells)),
                    hn::Add(hn::ConvertTo(di, whole_column), one_cell));
        HWY_ALIGN std::int32_t entry[8];
        const IntVector at = hn::Add(hn::Mul(cell, hn::Set(di, bins)), hn::ConvertTo(di, whole_direction));
        // -1 marks the samples outside.
        hn::Store(hn::IfThenElse(hn::RebindMask(di, inside), at, hn::Set(di, -1)), di, entry);

        const Vector weight = hn::Mul(hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight)),
                                      hn::Mul(hn::LoadU(d, row.magnitude + k), hn::Set(d, descriptor_scale)));
        const Vector lower = hn::Mul(weight, to_line);
        const Vector upper = hn::Mul(weight, hn::Sub(one, to_line));
        const Vector from_column = hn::Sub(one, to_column);
        const Vector from_direction = hn::Sub(one, to_direction);
        HWY_ALIGN std::int32_t share[4][16];
        StoreShares(di, hn::Mul(upper, from_column), to_direction, from_direction, share[0]);
        StoreShares(di, hn::Mul(upper, to_column), to_direction, from_direction, share[1]);
        StoreShares(di, hn::Mul(lower, from_column), to_direction, from_direction, share[2]);
        StoreShares(di, hn::Mul(lower, to_column), to_direction, from_direction, share[3]);

        for (int lane = done - k; lane < lanes; ++lane) {
            if (entry[lane] < 0) continue;
            std::int32_t* to = histogram.entry.data() + entry[lane];
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

HWY_EXPORT(AddPointDescriptorRow);

void add_point_descriptor_row(const PointDescriptorRow& row, const PointFrame& frame,
                              IntegerDescriptorHistogram& histogram) {
    HWY_DYNAMIC_DISPATCH(AddPointDescriptorRow)(row, frame, histogram);
}

}  // namespace sift::kernels
#endif
