#pragma once

#include <vector>

#include "nn/tensor.h"
#include "nn/window.h"

namespace nn {

/// The largest value of each window, channel by channel.
struct MaxPool2d {
    Pair kernel{2, 2}, stride{2, 2}, padding{0, 0};
};

struct MaxPooled {
    Tensor y;                         ///< [channels, rows out, columns out]
    std::vector<std::size_t> argmax;  ///< for each entry of y: the row-major position in x that it came from
};

/// y(c, i, j) = max over m, n of x(c, i s + m - p, j s + n - p)
///
///   x  [channels, rows, columns]
///
/// Padding acts as minus infinity: it never wins. On a tie the first maximum in row-major order wins.
/// Throws std::invalid_argument when x is not of rank 3, a kernel or stride is 0, the kernel is larger than
/// the padded input, or the padding is more than half the kernel (a window could then hold padding only).
/// Source: PyTorch, torch.nn.MaxPool2d.
[[nodiscard]] MaxPooled max_pool2d(const MaxPool2d& layer, const Tensor& x);

/// Given dy = dL/dy (shape of y), ADDS into dx (shape of x):
///   dx at the argmax of (c, i, j) += dy(c, i, j); nothing elsewhere
/// Where windows overlap on one maximum, their contributions add.
void max_pool2d_backward(const std::vector<std::size_t>& argmax, const Tensor& dy, Tensor& dx);

/// The row-major position in x of the first maximum under window (c, i, j).
[[nodiscard]] std::size_t window_argmax(const SlidingWindow& rows, const SlidingWindow& columns,
                                        const Tensor& x, std::size_t c, std::size_t i, std::size_t j);

/// The windows along rows and columns, and the shape of y; both throw as max_pool2d() does.
[[nodiscard]] std::array<SlidingWindow, 2> windows(const MaxPool2d& layer, const Shape& x);
[[nodiscard]] Shape max_pool2d_shape(const MaxPool2d& layer, const Shape& x);

}  // namespace nn
