#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/fine_orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/fine_orientation.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, 8>;
using Ints = hn::RebindToSigned<Floats>;

void AddFineOrientationRow(const OrientationRow& row, FineHistogram& histogram) {
    const Floats d;
    const Ints di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    if (row.n < lanes) return scalar::add_fine_orientation_row(row, histogram);
    const auto row_weight = hn::Set(d, row.row_weight);
    const auto edge_weight = hn::Set(d, row.edge_weight);
    for (int done = 0; done < row.n; done += lanes) {
        const int i = done + lanes <= row.n ? done : row.n - lanes;  // the last vector overlaps
        const auto weight =
            hn::Max(hn::Sub(hn::Mul(hn::LoadU(d, row.weights + i), row_weight), edge_weight), hn::Zero(d));
        const auto magnitude = hn::Mul(hn::LoadU(d, row.magnitude + i), hn::Set(d, orientation_scale));
        HWY_ALIGN std::int32_t count[8];
        hn::Store(hn::NearestInt(hn::Mul(weight, magnitude)), di, count);
        for (int k = done - i; k < lanes; ++k) {
            const auto direction = static_cast<std::uint32_t>(row.direction[i + k]);
            constexpr auto units = static_cast<std::uint32_t>(units_per_fine_bin);
            const std::size_t bin = direction / units;
            const std::int64_t part = direction % units;
            histogram[bin] += count[k] * (units_per_fine_bin - part);
            histogram[bin + 1 == fine_bins ? 0 : bin + 1] += count[k] * part;
        }
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(AddFineOrientationRow);

void add_fine_orientation_row(const OrientationRow& row, FineHistogram& histogram) {
    HWY_DYNAMIC_DISPATCH(AddFineOrientationRow)(row, histogram);
}

}  // namespace sift::kernels
#endif
