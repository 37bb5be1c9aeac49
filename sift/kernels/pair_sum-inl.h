// Sums of products of 16-bit numbers, compiled once for each CPU target of the file that includes it.
#if defined(SIFT_KERNELS_PAIR_SUM_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_PAIR_SUM_INL_H
#undef SIFT_KERNELS_PAIR_SUM_INL_H
#else
#define SIFT_KERNELS_PAIR_SUM_INL_H
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

/// Sums of products of pairs of lanes: lane i of the result sums those of lanes 2 i and 2 i + 1. `D` is the
/// tag of the sums, 32 bits.
template <class D>
struct PairSum {
    using Samples = hn::Vec<hn::RepartitionToNarrow<D>>;
    hn::Vec<D> first;
    hn::Vec<D> second;

    HWY_INLINE PairSum() : first(hn::Zero(D())), second(hn::Zero(D())) {}
    HWY_INLINE void Add(Samples samples, Samples factors) {
        first = hn::ReorderWidenMulAccumulate(D(), samples, factors, first, second);
    }
    [[nodiscard]] HWY_INLINE hn::Vec<D> Sum() const { return hn::RearrangeToOddPlusEven(first, second); }
};

/// The lower 16 bits of both, side by side: those of columns of even and of odd numbers, in order.
template <class V>
HWY_INLINE hn::Vec<hn::RepartitionToNarrow<hn::DFromV<V>>> LowerHalves(V even, V odd) {
    const hn::RepartitionToNarrow<hn::DFromV<V>> d;
    return hn::OddEven(hn::BitCast(d, hn::ShiftLeft<16>(odd)), hn::BitCast(d, even));
}

/// Writes a vector, or its first `count` lanes.
template <class V>
HWY_INLINE void StoreFirst(V v, std::int16_t* to, std::size_t count) {
    const hn::DFromV<V> d;
    if (count >= hn::Lanes(d)) return hn::StoreU(v, d, to);
    HWY_ALIGN std::int16_t all[hn::MaxLanes(d)];
    hn::Store(v, d, all);
    std::copy_n(all, count, to);
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
