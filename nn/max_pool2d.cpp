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

std::size_t window_argmax(const SlidingWindow& rows, const SlidingWindow& columns, const Tensor& x,
                          std::size_t c, std::size_t i, std::size_t j) {
    const Range m_range = rows.taps_inside(i), n_range = columns.taps_inside(j);
    const std::size_t row = rows.padded_position(i, m_range.begin) - rows.padding;
    const std::size_t column = columns.padded_position(j, n_range.begin) - columns.padding;
    const std::size_t height = m_range.end - m_range.begin, width = n_range.end - n_range.begin;
    const std::size_t first = (c * x.extent(1) + row) * x.extent(2) + column;
    std::size_t best = first;
    for (std::size_t m = 0; m < height; ++m)
        for (std::size_t n = 0; n < width; ++n) {
            const std::size_t position = first + m * x.extent(2) + n;
            if (x[position] > x[best]) best = position;  // > : the first of a tie stays
        }
    return best;
}

MaxPooled max_pool2d(const MaxPool2d& layer, const Tensor& x) {
    const auto [rows, columns] = windows(layer, x.shape());
    MaxPooled result{Tensor(max_pool2d_shape(layer, x.shape())), {}};
    result.argmax.resize(result.y.size());
    std::size_t window = 0;
    for (std::size_t c = 0; c < x.extent(0); ++c)
        for (std::size_t i = 0; i < rows.output; ++i)
            for (std::size_t j = 0; j < columns.output; ++j, ++window) {
                result.argmax[window] = window_argmax(rows, columns, x, c, i, j);
                result.y[window] = x[result.argmax[window]];
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
