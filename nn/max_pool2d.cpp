#include "nn/max_pool2d.h"

#include <string>

#include "nn/shape_rules.h"

namespace nn {

std::array<SlidingWindow, 2> windows(const MaxPool2d& layer, const Shape& x) {
    for (std::size_t axis = 0; axis < 2; ++axis)
        if (layer.kernel[axis] > 0 && layer.padding[axis] > layer.kernel[axis] / 2)
            refuse("maxpool2d", "padding is " + to_string(Shape{layer.padding[0], layer.padding[1]}) +
                                    ", but must be at most half the kernel " +
                                    to_string(Shape{layer.kernel[0], layer.kernel[1]}));
    return slide("maxpool2d", x, layer.kernel, layer.stride, layer.padding, {1, 1});
}

Shape max_pool2d_shape(const MaxPool2d& layer, const Shape& x) {
    const auto [rows, columns] = windows(layer, x);
    Shape shape{x[0], rows.output, columns.output};
    (void)entries(shape);
    return shape;
}

MaxPooled max_pool2d(const MaxPool2d& layer, const Tensor& x) {
    const auto axes = windows(layer, x.shape());
    const SlidingWindow &rows = axes[0], &columns = axes[1];
    MaxPooled result{Tensor(max_pool2d_shape(layer, x.shape())), {}};
    result.argmax.reserve(result.y.size());
    const std::size_t width = x.extent(2);
    for (std::size_t c = 0; c < x.extent(0); ++c)
        for (std::size_t i = 0; i < rows.output; ++i) {
            const Range m_range = rows.taps_inside(i);
            for (std::size_t j = 0; j < columns.output; ++j) {
                const Range n_range = columns.taps_inside(j);
                const auto position = [&](std::size_t m, std::size_t n) {
                    const std::size_t row = rows.padded_position(i, m) - rows.padding;
                    const std::size_t column = columns.padded_position(j, n) - columns.padding;
                    return (c * x.extent(1) + row) * width + column;
                };
                std::size_t best = position(m_range.begin, n_range.begin);
                for (std::size_t m = m_range.begin; m < m_range.end; ++m)
                    for (std::size_t n = n_range.begin; n < n_range.end; ++n)
                        if (x[position(m, n)] > x[best])
                            best = position(m, n);  // > : the first of a tie stays
                result.y(c, i, j) = x[best];
                result.argmax.push_back(best);
            }
        }
    return result;
}

void max_pool2d_backward(const std::vector<std::size_t>& argmax, const Tensor& dy, Tensor& dx) {
    if (argmax.size() != dy.size())
        refuse("maxpool2d", "dy has shape " + to_string(dy.shape()) + ", but y has " +
                                std::to_string(argmax.size()) + " entries: dy must have the shape of y");
    for (std::size_t window = 0; window < argmax.size(); ++window) dx[argmax[window]] += dy[window];
}

}  // namespace nn
