#pragma once

#include "nn/tensor.h"

namespace nn {

/// y = W x + b
struct FullyConnected {
    Tensor weight;  ///< W [out, in]
    Tensor bias;    ///< b [out]
};

/// y_k = b_k + sum_i W(k, i) x_i
///
///   x        any shape with `in` entries; a map of several axes is read in row-major order
///   returns  y [out]
///
/// Throws std::invalid_argument naming both shapes and the rule when they do not fit.
/// Source: Goodfellow, Bengio, Courville 2016, Deep Learning, section 6.5.4.
[[nodiscard]] Tensor fully_connected(const FullyConnected& layer, const Tensor& x);

/// Given dy = dL/dy [out], ADDS into dx (shape of x), dweight [out, in], dbias [out]:
///   dx_i += sum_k W(k, i) dy_k  (W^T dy)      dW(k, i) += dy_k x_i  (dy x^T)      db_k += dy_k
void fully_connected_backward(const FullyConnected& layer, const Tensor& x, const Tensor& dy, Tensor& dx,
                              Tensor& dweight, Tensor& dbias);

/// The shape of y for an input of shape `x`; throws as fully_connected() does.
[[nodiscard]] Shape fully_connected_shape(const FullyConnected& layer, const Shape& x);

/// The definition, one line a formula: students read it, tests compare with it.
namespace plain {
[[nodiscard]] Tensor fully_connected(const FullyConnected& layer, const Tensor& x);
void fully_connected_backward(const FullyConnected& layer, const Tensor& x, const Tensor& dy, Tensor& dx,
                              Tensor& dweight, Tensor& dbias);
}  // namespace plain

}  // namespace nn
