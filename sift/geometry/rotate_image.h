#pragma once

#include "sift/geometry/rotation.h"
#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

enum class Interpolation { linear, cubic, lanczos, spline };

/// The picture turned by `rotation`, its kernel evaluated at the exact position in each pixel.
///
///   linear   2 x 2          cubic    4 x 4, Keys 1981 with a = -0.5
///   lanczos  8 x 8, a = 4, weights normalised    spline   6 x 6 quintic B-spline with prefilter (Unser 1999)
///   fill     value of the pixels whose source position leaves [0, W-1] x [0, H-1]
///   returns  floats, not rounded and not clamped, within 0.002 grey levels of exact arithmetic; lossless
///            rotations copy the source's values bit by bit; beyond the border the kernels see the picture
///            mirrored about its edge pixels; empty when stopped
///
/// The same bits for any number of threads and on every CPU. Throws std::invalid_argument when `rotation` is
/// for a picture of another size.
[[nodiscard]] Image rotate_image(ImageView source, const Rotation& rotation, Interpolation interpolation,
                                 float fill, const RunOptions& run = {});

/// Mean grey level, with which rotated pictures are filled; 0 for an empty picture.
[[nodiscard]] float mean_grey(ImageView image);

}  // namespace sift
