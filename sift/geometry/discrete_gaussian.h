#pragma once

#include "sift/gaussian_blur.h"
#include "sift/image.h"
#include "sift/run_options.h"

namespace sift {

/// One side of Lindeberg's discrete Gaussian T(n, t) = e^-t I_n(t), t = sigma^2: the Gaussian of a grid. Its
/// variance is sigma^2 for every sigma and blurs add up exactly, where a sampled Gaussian of a sigma below
/// half a pixel does next to nothing. Cut where the rest weighs less than 1e-9, of unit sum; from arithmetic
/// alone, the same on every CPU. 0 < sigma <= 100, in samples. Source: Lindeberg, Scale-space for discrete
/// signals, IEEE PAMI 12, 1990.
[[nodiscard]] SymmetricTaps discrete_gaussian_taps(double sigma);

/// `image` blurred by it: rows, then columns, mirrored at the borders. Empty when stopped.
[[nodiscard]] Image discrete_gaussian_blur(ImageView image, double sigma, const RunOptions& run = {});

}  // namespace sift
