#pragma once

#include "nn/tensor.h"

namespace nn {

/// y = max(0, x), entry by entry.
struct Relu {};

/// Any shape; y has the shape of x.
/// Source: Nair, Hinton 2010, Rectified linear units improve restricted Boltzmann machines.
[[nodiscard]] Tensor relu(const Tensor& x);

/// Given dy = dL/dy, ADDS into dx (both with the shape of x):
///   dx_i += dy_i where x_i > 0; nothing elsewhere
/// At the kink x_i = 0 the subgradient is 0, as in PyTorch.
void relu_backward(const Tensor& x, const Tensor& dy, Tensor& dx);

}  // namespace nn
