#include "nn/network.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "nn/shape_rules.h"

namespace nn {
namespace {

/// Dispatch over the kinds of layer by overload.
template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

Shape output_shape(const Layer& layer, const Shape& x) {
    return std::visit(
        Overloaded{[&](const Conv2d& conv) { return conv2d_shape(conv, x); }, [&](const Relu&) { return x; },
                   [&](const MaxPool2d& pool) { return max_pool2d_shape(pool, x); },
                   [&](const FullyConnected& full) { return fully_connected_shape(full, x); }},
        layer);
}

Tensor run(const Layer& layer, const Tensor& x, std::vector<std::size_t>& argmax) {
    return std::visit(
        Overloaded{[&](const Conv2d& conv) { return conv2d(conv, x); }, [&](const Relu&) { return relu(x); },
                   [&](const MaxPool2d& pool) {
                       MaxPooled pooled = max_pool2d(pool, x);
                       argmax = std::move(pooled.argmax);
                       return std::move(pooled.y);
                   },
                   [&](const FullyConnected& full) { return fully_connected(full, x); }},
        layer);
}

void apply_loss(const Loss& loss, Forward& forward) {
    const Tensor& y = forward.values.back();
    if (const auto* nll = std::get_if<NegativeLogLikelihood>(&loss)) {
        SoftmaxNll result = softmax_nll(y, nll->target);
        forward.p = std::move(result.p);
        forward.loss = result.loss;
    } else {
        const Tensor& dy = std::get<WeightedSum>(loss).dy;
        require_shape("loss", "dy", dy.shape(), y.shape(), "the shape of y");
        for (std::size_t i = 0; i < y.size(); ++i) forward.loss += dy[i] * y[i];
    }
}

}  // namespace

std::string_view name_of(const Layer& layer) {
    return std::visit(Overloaded{[](const Conv2d&) { return "conv2d"; }, [](const Relu&) { return "relu"; },
                                 [](const MaxPool2d&) { return "maxpool2d"; },
                                 [](const FullyConnected&) { return "linear"; }},
                      layer);
}

const Tensor* weight_of(const Layer& layer) {
    if (const auto* conv = std::get_if<Conv2d>(&layer)) return &conv->weight;
    if (const auto* full = std::get_if<FullyConnected>(&layer)) return &full->weight;
    return nullptr;
}

const Tensor* bias_of(const Layer& layer) {
    if (const auto* conv = std::get_if<Conv2d>(&layer)) return &conv->bias;
    if (const auto* full = std::get_if<FullyConnected>(&layer)) return &full->bias;
    return nullptr;
}

Tensor* weight_of(Layer& layer) {
    return const_cast<Tensor*>(weight_of(std::as_const(layer)));
}

Tensor* bias_of(Layer& layer) {
    return const_cast<Tensor*>(bias_of(std::as_const(layer)));
}

std::vector<Shape> value_shapes(const Network& network, const Shape& x) {
    std::vector<Shape> shapes{x};
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        try {
            shapes.push_back(output_shape(network.layers[l], shapes.back()));
        } catch (const std::invalid_argument& error) {
            if (network.layers.size() == 1) throw;
            throw std::invalid_argument("layers[" + std::to_string(l) + "]: " + error.what());
        }
    }
    return shapes;
}

Forward forward(const Network& network, Tensor x) {
    (void)value_shapes(network, x.shape());  // refuses a misfit before any layer runs
    return forward_from(network, 0, std::move(x));
}

Forward forward_from(const Network& network, std::size_t first, Tensor value) {
    Forward result;
    result.values.resize(first);
    result.values.push_back(std::move(value));
    result.argmax.resize(network.layers.size());
    for (std::size_t l = first; l < network.layers.size(); ++l)
        result.values.push_back(run(network.layers[l], result.values.back(), result.argmax[l]));
    apply_loss(network.loss, result);
    return result;
}

Gradients zero_gradients(const Network& network, const Forward& forward) {
    Gradients gradients;
    for (const Tensor& value : forward.values) gradients.values.push_back(zeros_like(value));
    for (const Layer& layer : network.layers) {
        const Tensor *weight = weight_of(layer), *bias = bias_of(layer);
        gradients.parameters.push_back(
            {weight ? zeros_like(*weight) : Tensor{}, bias ? zeros_like(*bias) : Tensor{}});
    }
    return gradients;
}

void clear(Gradients& gradients) {
    gradients.values[0].fill(0);
    for (Gradients::Parameters& parameters : gradients.parameters) {
        parameters.weight.fill(0);
        parameters.bias.fill(0);
    }
}

void backward(const Network& network, const Forward& forward, Gradients& gradients) {
    const std::size_t last = network.layers.size();
    Tensor& dy = gradients.values[last];
    if (last > 0) dy.fill(0);
    if (const auto* nll = std::get_if<NegativeLogLikelihood>(&network.loss)) {
        softmax_nll_backward(forward.p, nll->target, 1, dy);
    } else {
        const Tensor& weights = std::get<WeightedSum>(network.loss).dy;
        for (std::size_t i = 0; i < dy.size(); ++i) dy[i] += weights[i];
    }
    backward_from(network, forward, last, gradients);
}

void backward_from(const Network& network, const Forward& forward, std::size_t last, Gradients& gradients) {
    for (std::size_t l = last; l-- > 0;) {
        const Tensor &x = forward.values[l], &dy = gradients.values[l + 1];
        Tensor& dx = gradients.values[l];
        if (l > 0) dx.fill(0);
        Gradients::Parameters& parameters = gradients.parameters[l];
        std::visit(Overloaded{[&](const Conv2d& conv) {
                                  conv2d_backward(conv, x, dy, dx, parameters.weight, parameters.bias);
                              },
                              [&](const Relu&) { relu_backward(x, dy, dx); },
                              [&](const MaxPool2d&) { max_pool2d_backward(forward.argmax[l], dy, dx); },
                              [&](const FullyConnected& full) {
                                  fully_connected_backward(full, x, dy, dx, parameters.weight,
                                                           parameters.bias);
                              }},
                   network.layers[l]);
    }
}

}  // namespace nn
