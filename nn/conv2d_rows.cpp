// conv2d() and its backward pass with the loops reordered so that the innermost one runs along a row of the
// picture, where the compiler can use vector instructions. The definition is in conv2d.cpp; tests hold the
// two together.

#include "nn/conv2d.h"
#include "nn/shape_rules.h"
#include "nn/vector_kernels.h"

namespace nn {
namespace {

/// Neighbouring outputs of one row that read the picture through the same weight. Positions are row-major;
/// the inputs lie one horizontal stride apart.
struct Strip {
    std::size_t weight, first_output, first_input, count;
};

/// Calls visit(strip) for every strip. All strips of one output row follow each other, so that the row stays
/// in the cache while its terms are added.
template <class Visit>
void for_each_strip(const Conv2d& layer, const Shape& x, Visit visit) {
    const auto [rows, columns] = windows(layer, x);
    const std::size_t channels_out = layer.weight.extent(0), channels_in = x[0];
    for (std::size_t k = 0; k < channels_out; ++k)
        for (std::size_t i = 0; i < rows.output; ++i)
            for (std::size_t t = 0; t < channels_in; ++t) {
                const Range taps = rows.taps_inside(i);
                for (std::size_t m = taps.begin; m < taps.end; ++m) {
                    const std::size_t row = rows.padded_position(i, m) - rows.padding;
                    for (std::size_t n = 0; n < columns.kernel; ++n) {
                        const Range j = columns.windows_with_tap_inside(n);
                        if (j.begin == j.end) continue;
                        const std::size_t column = columns.padded_position(j.begin, n) - columns.padding;
                        visit(Strip{((k * channels_in + t) * rows.kernel + m) * columns.kernel + n,
                                    (k * rows.output + i) * columns.output + j.begin,
                                    (t * rows.input + row) * columns.input + column, j.end - j.begin});
                    }
                }
            }
}

}  // namespace

Tensor conv2d(const Conv2d& layer, const Tensor& x) {
    Tensor y(conv2d_shape(layer, x.shape()));
    const std::size_t pixels = y.extent(1) * y.extent(2), stride = layer.stride[1];
    for (std::size_t flat = 0; flat < y.size(); ++flat) y[flat] = layer.bias[flat / pixels];

    for_each_strip(layer, x.shape(), [&](const Strip& strip) {
        const double w = layer.weight[strip.weight];
        const double* from = x.data().data() + strip.first_input;
        double* to = y.data().data() + strip.first_output;
        if (stride == 1)
            add_scaled(w, from, to, strip.count);
        else
            for (std::size_t j = 0; j < strip.count; ++j) to[j] += w * from[j * stride];
    });
    return y;
}

void conv2d_backward(const Conv2d& layer, const Tensor& x, const Tensor& dy, Tensor& dx, Tensor& dweight,
                     Tensor& dbias) {
    require_shape("conv2d", "dy", dy.shape(), conv2d_shape(layer, x.shape()), "the shape of y");
    require_shape("conv2d", "dx", dx.shape(), x.shape(), "the shape of x");
    require_shape("conv2d", "dweight", dweight.shape(), layer.weight.shape(), "the shape of weight");
    require_shape("conv2d", "dbias", dbias.shape(), layer.bias.shape(), "the shape of bias");
    const std::size_t pixels = dy.extent(1) * dy.extent(2), stride = layer.stride[1];
    for (std::size_t k = 0; k < dy.extent(0); ++k)
        for (std::size_t pixel = 0; pixel < pixels; ++pixel) dbias[k] += dy[k * pixels + pixel];

    for_each_strip(layer, x.shape(), [&](const Strip& strip) {
        const double w = layer.weight[strip.weight];
        const double* upstream = dy.data().data() + strip.first_output;
        const double* from = x.data().data() + strip.first_input;
        double* to = dx.data().data() + strip.first_input;
        if (stride == 1) {
            dweight[strip.weight] += dot(upstream, from, strip.count);
            add_scaled(w, upstream, to, strip.count);
            return;
        }
        double sum = 0;
        for (std::size_t j = 0; j < strip.count; ++j) {
            sum += upstream[j] * from[j * stride];
            to[j * stride] += w * upstream[j];
        }
        dweight[strip.weight] += sum;
    });
}

}  // namespace nn
