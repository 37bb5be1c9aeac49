// Rows of columns laid end to end, compiled once for each CPU target of the file that includes it.
#if defined(SIFT_KERNELS_ROWS_END_TO_END_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_ROWS_END_TO_END_INL_H
#undef SIFT_KERNELS_ROWS_END_TO_END_INL_H
#else
#define SIFT_KERNELS_ROWS_END_TO_END_INL_H
#endif

#include <algorithm>
#include <span>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

/// Lays the columns of all rows end to end, in batches, since rows end where they want and vectors shall be
/// full all the same. Of each row from column `begin(row)` on: `store(row, k, at)` writes a vector of columns
/// from k on to the places from `at` on, of which the last ones are written again by what follows;
/// `finish(n)` comes when n places are filled: all of a batch, but for the last.
template <int batch, class Row, class Begin, class Store, class Finish>
HWY_INLINE void LayEndToEnd(std::span<const Row> rows, int lanes, const Begin& begin, const Store& store,
                            const Finish& finish) {
    int at = 0;
    for (const Row& row : rows)
        for (int k = begin(row); k < row.n;) {
            const int n = std::min(row.n - k, batch - at);
            for (int v = 0; v < n; v += lanes) store(row, k + v, at + v);
            k += n;
            at += n;
            if (at == batch) {
                finish(at);
                at = 0;
            }
        }
    if (at > 0) finish(at);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
