#pragma once

#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

/// Replaces the interior of a picture framed by `mirror_margin` pixels by the coefficients of the quintic
/// B-spline that passes through its pixels, the picture mirrored about its border pixels.
///
/// Recursion in doubles; the result of each pass, first rows then columns, is rounded to float. A spline
/// evaluated with these coefficients errs by at most 255 * 2^-24 * 7.5 * (1 + 7.5) < 0.001 grey levels for
/// it: 7.5 is the largest gain of the filter along one axis, its inverse at the Nyquist frequency.
/// Source: Unser, Splines: a perfect fit for signal and image processing, 1999.
void quintic_spline_prefilter(Image& framed, const RunOptions& run);

}  // namespace sift
