#include "nn/window.h"

#include <algorithm>
#include <string>

#include "nn/shape_rules.h"

namespace nn {
namespace {

constexpr std::size_t max_setting = 1'000'000;  // keeps every product of two settings far from overflow

std::size_t divide_rounding_up(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

std::string both(const Pair& pair) {
    return to_string(Shape{pair[0], pair[1]});
}

void require_setting(std::string_view layer, const char* key, const Pair& value, std::size_t least) {
    for (const std::size_t v : value)
        if (v < least || v > max_setting)
            refuse(layer, std::string(key) + " is " + both(value) + ", but each value must be from " +
                              std::to_string(least) + " to " + std::to_string(max_setting));
}

}  // namespace

Range SlidingWindow::taps_inside(std::size_t i) const {
    const std::size_t start = i * stride;
    const std::size_t begin = start >= padding ? 0 : divide_rounding_up(padding - start, dilation);
    const std::size_t past = padding + input;  // the first padded position after the real cells
    const std::size_t end = start >= past ? 0 : std::min(kernel, divide_rounding_up(past - start, dilation));
    return {begin, std::max(begin, end)};
}

Range SlidingWindow::windows_with_tap_inside(std::size_t m) const {
    const std::size_t shift = m * dilation;
    const std::size_t begin = shift >= padding ? 0 : divide_rounding_up(padding - shift, stride);
    const std::size_t past = padding + input;
    const std::size_t end = shift >= past ? 0 : std::min(output, divide_rounding_up(past - shift, stride));
    return {begin, std::max(begin, end)};
}

Range SlidingWindow::windows_over(std::size_t cell) const {
    const std::size_t padded = cell + padding;
    const std::size_t reach = dilation * (kernel - 1);
    const std::size_t begin = padded > reach ? divide_rounding_up(padded - reach, stride) : 0;
    const std::size_t end = std::min(output, padded / stride + 1);
    return {begin, std::max(begin, end)};
}

std::array<SlidingWindow, 2> slide(std::string_view layer, const Shape& input, const Pair& kernel,
                                   const Pair& stride, const Pair& padding, const Pair& dilation) {
    require_rank(layer, "x", input, 3, "[channels, rows, columns]");
    require_setting(layer, "kernel", kernel, 1);
    require_setting(layer, "stride", stride, 1);
    require_setting(layer, "padding", padding, 0);
    require_setting(layer, "dilation", dilation, 1);
    std::array<SlidingWindow, 2> axes{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::size_t cells = input[axis + 1];
        const std::size_t padded = cells + 2 * padding[axis];
        const std::size_t span = dilation[axis] * (kernel[axis] - 1) + 1;
        if (span > padded)
            refuse(layer, "kernel " + both(kernel) + " with dilation " + both(dilation) + " spans " +
                              std::to_string(span) + (axis == 0 ? " rows" : " columns") + ", but x " +
                              to_string(input) + " with padding " + both(padding) + " has only " +
                              std::to_string(padded) + ": the kernel must fit into the padded input");
        axes[axis] = {cells,         kernel[axis],   stride[axis],
                      padding[axis], dilation[axis], (padded - span) / stride[axis] + 1};
    }
    return axes;
}

}  // namespace nn
