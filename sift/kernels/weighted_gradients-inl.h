// Weighted gradients in vectors, compiled once for each CPU target of the file that includes it.
#if defined(SIFT_KERNELS_WEIGHTED_GRADIENTS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_WEIGHTED_GRADIENTS_INL_H
#undef SIFT_KERNELS_WEIGHTED_GRADIENTS_INL_H
#else
#define SIFT_KERNELS_WEIGHTED_GRADIENTS_INL_H
#endif

#include <algorithm>
#include <span>

#include <hwy/highway.h>

#include "sift/kernels/gradient.h"
#include "sift/kernels/row_chunks.h"
#include "sift/kernels/rows_end_to_end-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// The nearest whole numbers to `x` (halves to even), |x| < 2^21, in two's complement, of which `mask` is
/// kept. Adding 1.5 * 2^23 leaves the number in the last bits; a conversion would mind numbers too large.
template <class D>
HWY_INLINE hn::Vec<hn::RebindToSigned<D>> LowBits(D d, hn::Vec<D> x, int mask) {
    const hn::RebindToSigned<D> integers;
    return hn::And(hn::BitCast(integers, hn::Add(x, hn::Set(d, 0x1.8p23F))), hn::Set(integers, mask));
}

/// Gradients in a vector.
inline constexpr auto gradients_at_once = static_cast<int>(hn::MaxLanes(hn::ScalableTag<float>()));

/// So many gradients are added together.
inline constexpr int gradients_added = 128;

/// A vector of gradients, and how much they count.
template <class V>
struct WeightedGradients {
    V dx, dy, weight;

    /// Those of `row` from column k on.
    template <class D>
    static HWY_INLINE WeightedGradients Of(D d, const WeightedRow& row, int k) {
        const ThreeRows& rows = row.rows;
        return {hn::Sub(hn::LoadU(d, rows.row + k + 1), hn::LoadU(d, rows.row + k - 1)),
                hn::Sub(hn::LoadU(d, rows.above + k), hn::LoadU(d, rows.below + k)),
                hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight))};
    }
};

/// Such gradients, written one behind the other to be read as vectors.
template <class V>
struct WeightedGradientBatch {
    static constexpr int room = row_rest_batch + row_overhang;
    HWY_ALIGN float dx[room];
    HWY_ALIGN float dy[room];
    HWY_ALIGN float weight[room];

    HWY_INLINE void Store(const WeightedGradients<V>& from, int at) {
        const hn::DFromV<V> d;
        hn::StoreU(from.dx, d, dx + at);
        hn::StoreU(from.dy, d, dy + at);
        hn::StoreU(from.weight, d, weight + at);
    }
    [[nodiscard]] HWY_INLINE WeightedGradients<V> Load(int at) const {
        const hn::DFromV<V> d;
        return {hn::Load(d, dx + at), hn::Load(d, dy + at), hn::Load(d, weight + at)};
    }
};

/// Gives `sum` the gradients of all rows in the order of kernels/row_chunks.h: `of(row, k)` are those of a
/// vector of columns from k on, and `Batch` holds rests. sum.Store(gradients, at) takes a vector, to lie from
/// place `at` on, and sum.Add(n) adds the first n places, gradients_added of them but for the last time.
template <class Batch, class Row, class Of, class Sum>
HWY_INLINE void AddInChunks(std::span<const Row> rows, const Of& of, Sum& sum) {
    static_assert(gradients_added % row_chunk == 0 && row_chunk % gradients_at_once == 0);
    Batch rests;
    int filled = 0;
    const auto add_chunk = [&](int n, const auto& gradients) HWY_ATTR {
        for (int v = 0; v < row_chunk; v += gradients_at_once) sum.Store(gradients(v), filled + v);
        filled += n;
        if (filled < gradients_added) return;
        sum.Add(filled);
        filled = 0;
    };
    LayEndToEnd<row_rest_batch>(
        rows, gradients_at_once,
        [&](const Row& row) HWY_ATTR {
            int k = 0;
            for (; k + row_chunk <= row.n; k += row_chunk)
                add_chunk(row_chunk, [&](int v) HWY_ATTR { return of(row, k + v); });
            return k;
        },
        [&](const Row& row, int k, int at) HWY_ATTR { rests.Store(of(row, k), at); },
        [&](int n) HWY_ATTR {
            for (int at = 0; at < n; at += row_chunk)
                add_chunk(std::min(n - at, row_chunk), [&](int v) HWY_ATTR { return rests.Load(at + v); });
        });
    if (filled > 0) sum.Add(filled);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
