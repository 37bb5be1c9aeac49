// The SIMD form of kernels/weighted_level_row.h, compiled once for each CPU target of the file that includes
// it.
#if defined(SIFT_KERNELS_WEIGHTED_LEVEL_ROW_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef SIFT_KERNELS_WEIGHTED_LEVEL_ROW_INL_H
#undef SIFT_KERNELS_WEIGHTED_LEVEL_ROW_INL_H
#else
#define SIFT_KERNELS_WEIGHTED_LEVEL_ROW_INL_H
#endif

#include <hwy/highway.h>

#include "sift/kernels/weighted_level_row.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

/// A vector of 16-bit numbers of a row of levels, 32 at most.
using LevelShorts = hn::CappedTag<std::int16_t, 32>;
inline constexpr int level_lanes = static_cast<int>(hn::MaxLanes(LevelShorts()));

/// So many gradients are worked on together.
inline constexpr int level_batch = 512;

/// The weights from column k on.
HWY_INLINE hn::Vec<LevelShorts> WeightsOf(const WeightedLevelRow& row, int k) {
    const LevelShorts d;
    return hn::MulFixedPoint15(hn::LoadU(d, row.weights + k), hn::Set(d, row.row_weight));
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
