#pragma once

#include "nn/tensor.h"
#include "nn/window.h"

namespace nn {

/// Cross-correlation of a picture with kernels, as networks call convolution.
struct Conv2d {
    Tensor weight;  ///< W [channels out, channels in, kernel rows, kernel columns]
    Tensor bias;    ///< b [channels out]
    Pair stride{1, 1}, padding{0, 0}, dilation{1, 1};
};

/// y(k, i, j) = b_k + sum over t, m, n of x(t, i s + m d - p, j s + n d - p) W(k, t, m, n)
///
///   x        [channels in, rows, columns]; zero outside
///   returns  y [channels out, rows out, columns out]; see slide() for the extents
///
/// s, p, d are the stride, padding and dilation of the axis. The kernel is not flipped.
/// Throws std::invalid_argument naming both shapes and the rule when they do not fit.
/// Source: Dumoulin, Visin 2016, A guide to convolution arithmetic for deep learning.
[[nodiscard]] Tensor conv2d(const Conv2d& layer, const Tensor& x);

/// Given dy = dL/dy (shape of y), ADDS into dx (shape of x), dweight (shape of W), dbias [channels out]:
///   db_k          += sum over i, j of dy(k, i, j)
///   dW(k, t, m, n) += sum over i, j of dy(k, i, j) x(t, i s + m d - p, j s + n d - p)
///   dx(t, m', n')  += sum over k, i, j of dy(k, i, j) W(k, t, m, n) with i s + m d - p = m', j s + n d - p =
///   n'
/// For dilation 1, i runs from (m' + p - M + 1) / s rounded up to (m' + p) / s rounded down, inside the
/// output.
void conv2d_backward(const Conv2d& layer, const Tensor& x, const Tensor& dy, Tensor& dx, Tensor& dweight,
                     Tensor& dbias);

/// The windows along rows and columns, and the shape of y; both throw as conv2d() does.
[[nodiscard]] std::array<SlidingWindow, 2> windows(const Conv2d& layer, const Shape& x);
[[nodiscard]] Shape conv2d_shape(const Conv2d& layer, const Shape& x);

/// The definition, loop by loop as the formulas stand: students read it, tests compare with it.
namespace plain {
[[nodiscard]] Tensor conv2d(const Conv2d& layer, const Tensor& x);
void conv2d_backward(const Conv2d& layer, const Tensor& x, const Tensor& dy, Tensor& dx, Tensor& dweight,
                     Tensor& dbias);
}  // namespace plain

}  // namespace nn
