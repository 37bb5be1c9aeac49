#include "nn/conv2d.h"

#include <string>

#include "nn/shape_rules.h"

namespace nn {

std::array<SlidingWindow, 2> windows(const Conv2d& layer, const Shape& x) {
    const Shape& w = layer.weight.shape();
    require_rank("conv2d", "x", x, 3, "[channels, rows, columns]");
    require_rank("conv2d", "weight", w, 4, "[channels out, channels in, kernel rows, kernel columns]");
    if (w[1] != x[0])
        refuse("conv2d", "x has shape " + to_string(x) + " and weight has shape " + to_string(w) +
                             ": the weight's second extent must be the number of channels of x");
    require_shape("conv2d", "bias", layer.bias.shape(), {w[0]},
                  "one number for each output channel of weight " + to_string(w));
    return slide("conv2d", x, {w[2], w[3]}, layer.stride, layer.padding, layer.dilation);
}

Shape conv2d_shape(const Conv2d& layer, const Shape& x) {
    const auto [rows, columns] = windows(layer, x);
    Shape shape{layer.weight.extent(0), rows.output, columns.output};
    (void)entries(shape);
    return shape;
}

namespace plain {

Tensor conv2d(const Conv2d& layer, const Tensor& x) {
    const auto [rows, columns] = windows(layer, x.shape());
    Tensor y(conv2d_shape(layer, x.shape()));
    for (std::size_t k = 0; k < y.extent(0); ++k)
        for (std::size_t i = 0; i < rows.output; ++i)
            for (std::size_t j = 0; j < columns.output; ++j) {
                const Range m_range = rows.taps_inside(i), n_range = columns.taps_inside(j);
                double sum = layer.bias[k];
                for (std::size_t t = 0; t < x.extent(0); ++t)
                    for (std::size_t m = m_range.begin; m < m_range.end; ++m)
                        for (std::size_t n = n_range.begin; n < n_range.end; ++n)
                            sum += x(t, rows.padded_position(i, m) - rows.padding,
                                     columns.padded_position(j, n) - columns.padding) *
                                   layer.weight(k, t, m, n);
                y(k, i, j) = sum;
            }
    return y;
}

void conv2d_backward(const Conv2d& layer, const Tensor& x, const Tensor& dy, Tensor& dx, Tensor& dweight,
                     Tensor& dbias) {
    const auto [rows, columns] = windows(layer, x.shape());
    const std::size_t channels_out = dy.extent(0), channels_in = x.extent(0);

    for (std::size_t k = 0; k < channels_out; ++k)
        for (std::size_t i = 0; i < rows.output; ++i)
            for (std::size_t j = 0; j < columns.output; ++j) dbias[k] += dy(k, i, j);

    for (std::size_t k = 0; k < channels_out; ++k)
        for (std::size_t t = 0; t < channels_in; ++t)
            for (std::size_t m = 0; m < rows.kernel; ++m)
                for (std::size_t n = 0; n < columns.kernel; ++n) {
                    const Range i_range = rows.windows_with_tap_inside(m);
                    const Range j_range = columns.windows_with_tap_inside(n);
                    double sum = 0;
                    for (std::size_t i = i_range.begin; i < i_range.end; ++i)
                        for (std::size_t j = j_range.begin; j < j_range.end; ++j)
                            sum += dy(k, i, j) * x(t, rows.padded_position(i, m) - rows.padding,
                                                   columns.padded_position(j, n) - columns.padding);
                    dweight(k, t, m, n) += sum;
                }

    for (std::size_t t = 0; t < channels_in; ++t)
        for (std::size_t row = 0; row < rows.input; ++row)
            for (std::size_t column = 0; column < columns.input; ++column) {
                const Range i_range = rows.windows_over(row), j_range = columns.windows_over(column);
                double sum = 0;
                for (std::size_t k = 0; k < channels_out; ++k)
                    for (std::size_t i = i_range.begin; i < i_range.end; ++i)
                        for (std::size_t j = j_range.begin; j < j_range.end; ++j)
                            if (rows.has_tap_on(i, row) && columns.has_tap_on(j, column))
                                sum += dy(k, i, j) *
                                       layer.weight(k, t, rows.tap_on(i, row), columns.tap_on(j, column));
                dx(t, row, column) += sum;
            }
}

}  // namespace plain
}  // namespace nn
