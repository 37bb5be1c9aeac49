#include "nn/fully_connected.h"

#include "nn/shape_rules.h"
#include "nn/vector_kernels.h"

namespace nn {
namespace {

void require_fit(const FullyConnected& layer, const Shape& x) {
    const Shape& w = layer.weight.shape();
    require_rank("linear", "weight", w, 2, "[out, in]");
    if (entries(x) != w[1])
        refuse("linear", "x has shape " + to_string(x) + " and weight has shape " + to_string(w) +
                             ": the weight's second extent must be the number of entries of x, " +
                             std::to_string(entries(x)));
    require_shape("linear", "bias", layer.bias.shape(), {w[0]},
                  "one number for each row of weight " + to_string(w));
}

void require_backward_fit(const FullyConnected& layer, const Tensor& x, const Tensor& dy, const Tensor& dx,
                          const Tensor& dweight, const Tensor& dbias) {
    require_fit(layer, x.shape());
    require_shape("linear", "dy", dy.shape(), layer.bias.shape(), "the shape of y");
    require_shape("linear", "dx", dx.shape(), x.shape(), "the shape of x");
    require_shape("linear", "dweight", dweight.shape(), layer.weight.shape(), "the shape of weight");
    require_shape("linear", "dbias", dbias.shape(), layer.bias.shape(), "the shape of bias");
}

}  // namespace

Shape fully_connected_shape(const FullyConnected& layer, const Shape& x) {
    require_fit(layer, x);
    return {layer.weight.extent(0)};
}

namespace plain {

Tensor fully_connected(const FullyConnected& layer, const Tensor& x) {
    require_fit(layer, x.shape());
    Tensor y = layer.bias;
    for (std::size_t k = 0; k < y.size(); ++k)
        for (std::size_t i = 0; i < x.size(); ++i) y[k] += layer.weight(k, i) * x[i];
    return y;
}

void fully_connected_backward(const FullyConnected& layer, const Tensor& x, const Tensor& dy, Tensor& dx,
                              Tensor& dweight, Tensor& dbias) {
    require_backward_fit(layer, x, dy, dx, dweight, dbias);
    for (std::size_t k = 0; k < dy.size(); ++k) {
        dbias[k] += dy[k];
        for (std::size_t i = 0; i < x.size(); ++i) {
            dweight(k, i) += dy[k] * x[i];
            dx[i] += layer.weight(k, i) * dy[k];
        }
    }
}

}  // namespace plain

Tensor fully_connected(const FullyConnected& layer, const Tensor& x) {
    require_fit(layer, x.shape());
    const std::size_t n = x.size();
    Tensor y = layer.bias;
    for (std::size_t k = 0; k < y.size(); ++k)
        y[k] += dot(layer.weight.data().data() + k * n, x.data().data(), n);
    return y;
}

void fully_connected_backward(const FullyConnected& layer, const Tensor& x, const Tensor& dy, Tensor& dx,
                              Tensor& dweight, Tensor& dbias) {
    require_backward_fit(layer, x, dy, dx, dweight, dbias);
    const std::size_t n = x.size();
    for (std::size_t k = 0; k < dy.size(); ++k) {
        dbias[k] += dy[k];
        add_scaled(dy[k], x.data().data(), dweight.data().data() + k * n, n);
        add_scaled(dy[k], layer.weight.data().data() + k * n, dx.data().data(), n);
    }
}

}  // namespace nn
