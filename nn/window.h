#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "nn/tensor.h"

namespace nn {

/// {vertical, horizontal}: rows first, as PyTorch writes pairs.
using Pair = std::array<std::size_t, 2>;

/// The integers begin, begin + 1, ..., end - 1; none when begin >= end.
struct Range {
    std::size_t begin = 0, end = 0;
    friend bool operator==(const Range&, const Range&) = default;
};

/// Along one axis: how windows of `kernel` taps slide over `input` cells. Convolution and pooling share it.
///
/// Window i reads, with its tap m, the padded position i stride + m dilation; padded position q is the input
/// cell q - padding where that lies inside [0, input).
struct SlidingWindow {
    std::size_t input, kernel, stride, padding, dilation, output;

    [[nodiscard]] std::size_t padded_position(std::size_t i, std::size_t m) const {
        return i * stride + m * dilation;
    }

    /// Whether the padded position is a real cell of the input.
    [[nodiscard]] bool is_inside(std::size_t padded) const {
        return padded >= padding && padded - padding < input;
    }

    /// The taps m with which window i reads real cells.
    [[nodiscard]] Range taps_inside(std::size_t i) const;

    /// The windows i whose tap m reads a real cell.
    [[nodiscard]] Range windows_with_tap_inside(std::size_t m) const;

    /// The windows i whose span holds the input cell: from (q - dilation (kernel - 1)) / stride rounded UP to
    /// q / stride rounded DOWN, where q = cell + padding, and inside the output. With dilation above 1 a
    /// window may span the cell without a tap on it: ask has_tap_on().
    [[nodiscard]] Range windows_over(std::size_t cell) const;

    /// Whether one of the taps of window i, which spans the cell, lies on it; the tap is then tap_on().
    [[nodiscard]] bool has_tap_on(std::size_t i, std::size_t cell) const {
        return (cell + padding - i * stride) % dilation == 0;
    }
    [[nodiscard]] std::size_t tap_on(std::size_t i, std::size_t cell) const {
        return (cell + padding - i * stride) / dilation;
    }
};

/// The two axes of a layer's windows over an input of shape [channels, rows, columns], checked:
///   output = floor((input + 2 padding - dilation (kernel - 1) - 1) / stride) + 1
/// Throws std::invalid_argument naming `layer`, the key and the value when kernel, stride or dilation is 0,
/// any value is above 1,000,000, or a kernel is larger than the padded input. Source: PyTorch,
/// torch.nn.Conv2d and torch.nn.MaxPool2d, "Shape".
[[nodiscard]] std::array<SlidingWindow, 2> slide(std::string_view layer, const Shape& input,
                                                 const Pair& kernel, const Pair& stride, const Pair& padding,
                                                 const Pair& dilation);

}  // namespace nn
