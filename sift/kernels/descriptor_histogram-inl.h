// The SIMD form of kernels/descriptor_histogram.h, compiled once for each CPU target of the file that
// includes it.
#if defined(SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#undef SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#else
#define SIFT_KERNELS_DESCRIPTOR_HISTOGRAM_INL_H
#endif

#include <cstdint>

#include <hwy/highway.h>

#include "sift/kernels/descriptor_histogram.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

/// Four shares of a vector of samples, written so that those of a sample lie side by side: sample 4 b + q at
/// q * lanes + 4 b.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void StoreFours(D d, V s0, V s1, V s2, V s3, hn::TFromD<D>* out) {
    const hn::RepartitionToWide<D> pairs;
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
template <class Sum>
struct Shares {
    static constexpr int most = 128;     ///< samples
    HWY_ALIGN std::int32_t entry[most];  ///< in a copy
    HWY_ALIGN Sum lower[4 * most];       ///< of the lower direction, each vector's as StoreFours writes them
    HWY_ALIGN Sum upper[4 * most];
};

template <class Sum>
inline constexpr int share_lanes = static_cast<int>(hn::MaxLanes(hn::ScalableTag<Sum>()));

/// Adds the eight shares of sample `s` of the vector that begins at `at`.
template <class Sum>
HWY_INLINE void AddSample(const Shares<Sum>& shares, int at, int s, DescriptorHistogram<Sum>& histogram) {
    const hn::CappedTag<Sum, 4> four;
    using Histogram = DescriptorHistogram<Sum>;
    Sum* entry = histogram.entry.data() + s % Histogram::copies * Histogram::copy_size + shares.entry[at + s];
    const int place = 4 * at + s % 4 * share_lanes<Sum> + s / 4 * 4;
    const auto lower = hn::Load(four, shares.lower + place);
    const auto upper = hn::Load(four, shares.upper + place);
#if HWY_MAX_BYTES >= 32
    const hn::CappedTag<Sum, 8> eight;
    hn::Store(hn::Add(hn::Load(eight, entry), hn::Combine(eight, upper, lower)), eight, entry);
#else
    hn::Store(hn::Add(hn::Load(four, entry), lower), four, entry);
    hn::Store(hn::Add(hn::Load(four, entry + 4), upper), four, entry + 4);
#endif
}

/// Adds the first n samples.
template <class Sum>
HWY_INLINE void AddShares(const Shares<Sum>& shares, int n, DescriptorHistogram<Sum>& histogram) {
    constexpr int lanes = share_lanes<Sum>;
    static_assert(lanes % DescriptorHistogram<Sum>::copies == 0);
    const int whole = n - n % lanes;
    for (int at = 0; at < whole; at += lanes)
        for (int s = 0; s < lanes; ++s) AddSample(shares, at, s, histogram);
    for (int s = 0; s < n % lanes; ++s) AddSample(shares, whole, s, histogram);
}

/// Adds a batch of n samples; `compute(k, shares, to)` writes the shares of the vector of samples from place
/// k on, from place `to` on.
template <class Sum, class Compute>
HWY_INLINE void AddInParts(int n, const Compute& compute, DescriptorHistogram<Sum>& histogram) {
    static_assert(gradient_batch % Shares<Sum>::most == 0);
    Shares<Sum> shares;
    for (int at = 0; at < n; at += Shares<Sum>::most) {
        const int part = n - at < Shares<Sum>::most ? n - at : Shares<Sum>::most;
        for (int k = 0; k < part; k += share_lanes<Sum>) compute(at + k, shares, k);
        AddShares(shares, part, histogram);
    }
}

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
