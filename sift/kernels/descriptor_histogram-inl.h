// The SIMD form of kernels/descriptor_histogram.h, compiled once for each CPU target of the file that
// includes it.
#if defined(SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#undef SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#else
#define SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#endif

#include <hwy/highway.h>

#include "sift/kernels/descriptor_histogram.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE hn::Vec<D> AsFloats(D, hn::Vec<D> v) {
    return v;
}
template <class D>
HWY_INLINE hn::Vec<D> AsFloats(D d, hn::Vec<hn::RebindToSigned<D>> v) {
    return hn::ConvertTo(d, v);
}

/// DescriptorHistogram::joined, several additions at a time.
template <class Sum>
HWY_INLINE DescriptorSums Joined(const DescriptorHistogram<Sum>& histogram) {
    const hn::CappedTag<Sum, 4> four;
    const hn::CappedTag<float, 4> floats;
    using Histogram = DescriptorHistogram<Sum>;
    constexpr int directions = descriptor_directions;
    constexpr int places = Histogram::places;
    constexpr int shares = Histogram::shares;
    constexpr int cells_of_place = 4;
    // Each place's four cells, all copies and both shares of a direction together.
    HWY_ALIGN Sum place_sums[cells_of_place][places * places][directions];
    for (int place = 0; place < places * places; ++place) {
        HWY_ALIGN Sum sums[directions * cells_of_place];
        const Sum* entry = histogram.entry.data() + place * directions * shares;
        const auto all_copies = [&](int at) HWY_ATTR {
            auto sum = hn::Load(four, entry + at);
            for (int copy = 1; copy < Histogram::copies; ++copy)
                sum = hn::Add(sum, hn::Load(four, entry + at + copy * Histogram::copy_size));
            return sum;
        };
        for (int k = 0; k < directions; ++k)
            hn::Store(hn::Add(all_copies(k * shares),
                              all_copies((k + directions - 1) % directions * shares + cells_of_place)),
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
                hn::StoreU(AsFloats(floats, hn::Add(upper, lower)), floats, to + k);
            }
        }
    return out;
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
