#pragma once

#include "sift/geometry/rotation.h"
#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

enum class Interpolation { linear, cubic, lanczos, spline };

/// The picture turned and scaled by `rotation`, its kernel evaluated at the exact position in each pixel.
///
///   linear   2 x 2          cubic    4 x 4, Keys 1981 with a = -0.5
///   lanczos  8 x 8, a = 4, weights normalised    spline   6 x 6 quintic B-spline with prefilter (Unser 1999)
///   fill     value of the pixels whose source position leaves [0, W-1] x [0, H-1]
///   returns  floats, not rounded and not clamped, within 0.002 grey levels of exact arithmetic; lossless
///            rotations copy the source's values bit by bit; beyond the border the kernels see the picture
///            mirrored about its edge pixels; empty when stopped
///
/// A picture that is made smaller is blurred first, by antialiasing_blur(scale), so that what its pixels
/// cannot hold does not fold into coarser patterns.
///
/// The same bits for any number of threads and on every CPU. Throws std::invalid_argument when `rotation` is
/// for a picture of another size.
[[nodiscard]] Image rotate_image(ImageView source, const Rotation& rotation, Interpolation interpolation,
                                 float fill, const RunOptions& run = {});

/// `rotated`, a picture made by `rotation`, read at the exact places of the source's pixels: a picture of the
/// source's size. Nothing is blurred, since an enlarged picture holds no more than its source did. `fill`
/// where the canvas does not reach. Else as rotate_image.
[[nodiscard]] Image turn_back_image(ImageView rotated, const Rotation& rotation, Interpolation interpolation,
                                    float fill, const RunOptions& run = {});

/// Standard deviation, in pixels of the source, of the discrete Gaussian (discrete_gaussian.h) before a
/// picture is scaled by `scale` < 1: b sqrt(1 / scale^2 - 1) with b = 0.5, the blur of a picture's pixels
/// that SIFT assumes (Lowe 2004, section 3.3). A source with that blur gives a picture that has it as well,
/// in pixels of its own, as a camera farther away would: keypoints keep the sizes that the map says. 0 for
/// other scales.
[[nodiscard]] double antialiasing_blur(double scale);

/// Mean grey level, with which rotated pictures are filled; 0 for an empty picture.
[[nodiscard]] float mean_grey(ImageView image);

}  // namespace sift
