// Gradients of many rows, compiled once for each CPU target of the file that includes it.
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

/// So many gradients are worked on together.
inline constexpr int gradient_batch = 512;

/// Gradients with their weights, of several rows one behind the other: rows end where they want, and vectors
/// are full all the same.
struct WeightedGradients {
    static constexpr int room = gradient_batch + row_overhang;
    HWY_ALIGN float dx[room];
    HWY_ALIGN float dy[room];
    HWY_ALIGN float weight[room];

    /// The vector of `row` from column k on, to be written at place `at`.
    template <class D>
    HWY_INLINE void Store(D d, const WeightedRow& row, int k, int at) {
        const ThreeRows& rows = row.rows;
        hn::StoreU(hn::Sub(hn::LoadU(d, rows.row + k + 1), hn::LoadU(d, rows.row + k - 1)), d, dx + at);
        hn::StoreU(hn::Sub(hn::LoadU(d, rows.above + k), hn::LoadU(d, rows.below + k)), d, dy + at);
        hn::StoreU(hn::Mul(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight)), d, weight + at);
    }
};

/// Lays the columns of all rows end to end, in batches: `store(row, k, at)` writes a vector of columns from k
/// on to the places from `at` on, of which the last ones are written again by what follows;
/// `finish(n)` comes when n places are filled: all of a batch, but for the last.
template <class Row, class Store, class Finish>
HWY_INLINE void LayEndToEnd(std::span<const Row> rows, int lanes, const Store& store, const Finish& finish) {
    int at = 0;
    for (const Row& row : rows)
        for (int k = 0; k < row.n;) {
            const int n = std::min(row.n - k, gradient_batch - at);
            for (int v = 0; v < n; v += lanes) store(row, k + v, at + v);
            k += n;
            at += n;
            if (at == gradient_batch) {
                finish(at);
                at = 0;
            }
        }
    if (at > 0) finish(at);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
