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

/// Columns for which both halves of the work are done in turns: what is written stays in the first cache.
constexpr int chunk = 256;

/// The work rows of a layer: the highest and the lowest of a column's three samples.
struct Extremes {
    float* highest;
    float* lowest;
};

HWY_INLINE Extremes WorkRows(const DogScan& scan, std::ptrdiff_t layer) {
    float* highest = scan.work + 2 * layer * scan.layer_stride;
    return {highest, highest + scan.layer_stride};
}

/// Row y + 1 of a layer, and the extremes of rows y - 1 to y + 1, for the columns from `begin` to past `end`.
void FormLayer(const DogScan& scan, std::ptrdiff_t layer, int begin, int end) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const float* finer = scan.gaussian[static_cast<std::size_t>(layer)];
    const float* coarser = scan.gaussian[static_cast<std::size_t>(layer + 1)];
    const std::ptrdiff_t at = layer * scan.layer_stride;
    const auto [highest, lowest] = WorkRows(scan, layer);
    for (int x = begin; x < end; x += lanes) {
        const Vector above = hn::LoadU(d, scan.above + at + x);
        const Vector row = hn::LoadU(d, scan.row + at + x);
        const Vector below = hn::Sub(hn::LoadU(d, coarser + x), hn::LoadU(d, finer + x));
        hn::StoreU(below, d, scan.below + at + x);
        hn::StoreU(hn::Max(hn::Max(above, row), below), d, highest + x);
        hn::StoreU(hn::Min(hn::Min(above, row), below), d, lowest + x);
    }
}

/// The highest and lowest of the 9 samples around each of a vector of columns.
struct Around {
    Vector highest;
    Vector lowest;
};

HWY_INLINE Around AroundColumns(Floats d, const DogScan& scan, std::ptrdiff_t layer, int x) {
    const auto [highest, lowest] = WorkRows(scan, layer);
    return {hn::Max(hn::Max(hn::LoadU(d, highest + x - 1), hn::LoadU(d, highest + x)),
                    hn::LoadU(d, highest + x + 1)),
            hn::Min(hn::Min(hn::LoadU(d, lowest + x - 1), hn::LoadU(d, lowest + x)),
                    hn::LoadU(d, lowest + x + 1))};
}

void SearchColumns(const DogScan& scan, int begin, int end, float threshold,
                   std::span<std::vector<int>> columns) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const Vector above_threshold = hn::Set(d, threshold);
    const Vector below_threshold = hn::Set(d, -threshold);
    const auto layers = static_cast<std::ptrdiff_t>(columns.size());
    for (int x = begin; x < end; x += lanes) {
        Around finer = AroundColumns(d, scan, 0, x);
        Around here = AroundColumns(d, scan, 1, x);
        for (std::ptrdiff_t layer = 1; layer <= layers; ++layer) {
            const Around coarser = AroundColumns(d, scan, layer + 1, x);
            const Vector highest = hn::Max(hn::Max(finer.highest, here.highest), coarser.highest);
            const Vector lowest = hn::Min(hn::Min(finer.lowest, here.lowest), coarser.lowest);
            finer = here;
            here = coarser;
            const Vector value = hn::LoadU(d, scan.row + layer * scan.layer_stride + x);
            const auto maximum = hn::And(hn::Gt(value, above_threshold), hn::Ge(value, highest));
            const auto minimum = hn::And(hn::Lt(value, below_threshold), hn::Le(value, lowest));
            const auto extremum = hn::Or(maximum, minimum);
            if (HWY_LIKELY(hn::AllFalse(d, extremum))) continue;
            std::uint8_t bits[8] = {};
            hn::StoreMaskBits(d, extremum, bits);
            // The last vector may hang over.
            for (int k = 0; k < std::min(lanes, end - x); ++k)
                if ((bits[k / 8] >> (k % 8) & 1) != 0)
                    columns[static_cast<std::size_t>(layer - 1)].push_back(x + k);
        }
    }
}

void FormAndSearch(const DogScan& scan, int begin, int end, float threshold,
                   std::span<std::vector<int>> columns) {
    const auto layers = static_cast<std::ptrdiff_t>(scan.gaussian.size()) - 1;
    for (std::vector<int>& found : columns) found.clear();
    // The columns of a chunk are searched as soon as their neighbours to the right exist.
    int searched = begin;
    for (int left = 0; left < scan.width; left += chunk) {
        const int right = std::min(left + chunk, scan.width);
        for (std::ptrdiff_t layer = 0; layer < layers; ++layer) FormLayer(scan, layer, left, right);
        const int ready = right < scan.width ? std::min(right - 1, end) : end;
        if (searched < ready) {
            SearchColumns(scan, searched, ready, threshold, columns);
            searched = ready;
        }
    }
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
