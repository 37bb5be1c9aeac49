#include <algorithm>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/extrema_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/extrema.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

/// The work rows of a layer that is searched: the highest and the lowest of a column's nine samples, of three
/// rows in the layer and in both layers beside it.
struct Extremes {
    float* highest;
    float* lowest;
};

HWY_INLINE Extremes WorkRows(const DogScan& scan, std::ptrdiff_t layer) {
    float* highest = scan.work + 2 * (layer - 1) * scan.layer_stride;
    return {highest, highest + scan.layer_stride};
}

/// Row y + 1 of every layer, and the work rows, to past the last column.
void FormRows(const DogScan& scan, std::ptrdiff_t layers) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int x = 0; x < scan.width; x += lanes) {
        Vector finer = hn::LoadU(d, scan.gaussian[0] + x);
        // Of a column's three samples in the layer at work, and in the two before it.
        Vector highest = hn::Zero(d);
        Vector lowest = highest;
        Vector highest_before = highest;
        Vector lowest_before = highest;
        for (std::ptrdiff_t layer = 0; layer < layers; ++layer) {
            const std::ptrdiff_t at = layer * scan.layer_stride + x;
            const Vector coarser = hn::LoadU(d, scan.gaussian[static_cast<std::size_t>(layer + 1)] + x);
            const Vector below = hn::Sub(coarser, finer);
            finer = coarser;
            hn::StoreU(below, d, scan.below + at);
            const Vector above = hn::LoadU(d, scan.above + at);
            const Vector row = hn::LoadU(d, scan.row + at);
            const Vector high = hn::Max(hn::Max(above, row), below);
            const Vector low = hn::Min(hn::Min(above, row), below);
            if (layer >= 2) {
                const auto [highest_row, lowest_row] = WorkRows(scan, layer - 1);
                hn::StoreU(hn::Max(hn::Max(highest_before, highest), high), d, highest_row + x);
                hn::StoreU(hn::Min(hn::Min(lowest_before, lowest), low), d, lowest_row + x);
            }
            highest_before = highest;
            lowest_before = lowest;
            highest = high;
            lowest = low;
        }
    }
}

/// The extrema of a layer in the columns [begin, end).
void SearchColumns(const DogScan& scan, std::ptrdiff_t layer, int begin, int end, float threshold,
                   std::vector<int>& columns) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const Vector above_threshold = hn::Set(d, threshold);
    const Vector below_threshold = hn::Set(d, -threshold);
    const float* const values = scan.row + layer * scan.layer_stride;
    const auto [highest_row, lowest_row] = WorkRows(scan, layer);
    for (int x = begin; x < end; x += lanes) {
        const Vector value = hn::LoadU(d, values + x);
        const Vector highest =
            hn::Max(hn::Max(hn::LoadU(d, highest_row + x - 1), hn::LoadU(d, highest_row + x)),
                    hn::LoadU(d, highest_row + x + 1));
        const Vector lowest = hn::Min(hn::Min(hn::LoadU(d, lowest_row + x - 1), hn::LoadU(d, lowest_row + x)),
                                      hn::LoadU(d, lowest_row + x + 1));
        const auto maximum = hn::And(hn::Gt(value, above_threshold), hn::Ge(value, highest));
        const auto minimum = hn::And(hn::Lt(value, below_threshold), hn::Le(value, lowest));
        const auto extremum = hn::Or(maximum, minimum);
        if (HWY_LIKELY(hn::AllFalse(d, extremum))) continue;
        std::uint8_t bits[8] = {};
        hn::StoreMaskBits(d, extremum, bits);
        // The last vector may hang over.
        for (int k = 0; k < std::min(lanes, end - x); ++k)
            if ((bits[k / 8] >> (k % 8) & 1) != 0) columns.push_back(x + k);
    }
}

void FormAndSearch(const DogScan& scan, int begin, int end, float threshold,
                   std::span<std::vector<int>> columns) {
    const auto layers = static_cast<std::ptrdiff_t>(scan.gaussian.size()) - 1;
    for (std::vector<int>& found : columns) found.clear();
    FormRows(scan, layers);
    for (std::ptrdiff_t layer = 1; layer + 1 < layers; ++layer)
        SearchColumns(scan, layer, begin, end, threshold, columns[static_cast<std::size_t>(layer - 1)]);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(FormAndSearch);

void form_and_search(const DogScan& scan, int begin, int end, float threshold,
                     std::span<std::vector<int>> columns) {
    HWY_DYNAMIC_DISPATCH(FormAndSearch)(scan, begin, end, threshold, columns);
}

}  // namespace sift::kernels
#endif
