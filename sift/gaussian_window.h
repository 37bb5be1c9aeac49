#pragma once

#include <vector>

namespace sift {

/// exp(-k^2 / (2 sigma^2)) for k = -radius..radius: one side of the separable weights of a keypoint's window.
/// Relative error below 1e-7. sigma > 0. Behind them kernels::row_overhang zeros, which kernels may read.
[[nodiscard]] std::vector<float> gaussian_window(int radius, double sigma);

}  // namespace sift
