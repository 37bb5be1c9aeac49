#pragma once

#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

/// Replaces the interior of a picture framed by `mirror_margin` pixels by the coefficients of the quintic
/// B-spline that passes through its pixels, the picture mirrored about its border pixels.
///
/// The recursion is in doubles; what each pass yields, first rows then columns, is rounded to a float. A pass
/// magnifies by at most 7.5, its gain at the Nyquist frequency, so the two roundings of 2^-25 change a spline
/// of grey levels 0..255 by less than 2 * 2^-25 * 255 * 7.5^2 < 0.001.
/// Source: Unser, Splines: a perfect fit for signal and image processing, 1999.
void quintic_spline_prefilter(Image& framed, const RunOptions& run);

}  // namespace sift
