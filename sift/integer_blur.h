#pragma once

#include "sift/image.h"
#include "sift/integer_taps.h"
#include "sift/run_options.h"

namespace sift {

/// A level and its difference from the finer one that it was made of.
struct BlurredLevel {
    IntegerImage level;
    IntegerImage difference;
};

/// `finer` filtered in both directions, mirrored at the borders: each sample is the exact sum over its
/// window, rounded once (kernels/integer_blur.h), so that a mirrored or transposed picture has the mirrored
/// or transposed result. Its content is unspecified when a stop was requested.
[[nodiscard]] IntegerImage integer_blur(const IntegerImage& finer, const IntegerTaps& taps,
                                        const RunOptions& run);

/// The same with the difference, rounded by itself to `extra` (0 or 1) fraction bits more.
[[nodiscard]] BlurredLevel integer_blur_with_difference(const IntegerImage& finer, const IntegerTaps& taps,
                                                        int extra, const RunOptions& run);

}  // namespace sift
