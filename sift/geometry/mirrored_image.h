#pragma once

#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

/// More than a kernel reaches past the border when eight pixels of a row are read, whatever it needs.
inline constexpr int mirror_margin = 8;

/// Index of the sample that stands at `i` when n samples are mirrored about the first and the last again and
/// again: ... 2 1 0 1 2 ... n-2 n-1 n-2 ... (whole-sample symmetry). n > 0.
[[nodiscard]] int mirrored(int i, int n);

/// `source` within a frame of `mirror_margin` pixels, which `mirror_margins` has yet to fill.
[[nodiscard]] Image with_margins(ImageView source, const RunOptions& run = {});

/// Fills the frame with the interior mirrored about its border pixels.
void mirror_margins(Image& framed);

}  // namespace sift
