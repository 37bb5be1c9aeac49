#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "nn/conv2d.h"
#include "nn/fully_connected.h"
#include "nn/max_pool2d.h"
#include "nn/relu.h"
#include "nn/softmax_nll.h"
#include "nn/tensor.h"

namespace nn {

using Layer = std::variant<Conv2d, Relu, MaxPool2d, FullyConnected>;

/// "conv2d", "relu", "maxpool2d" or "linear".
[[nodiscard]] std::string_view name_of(const Layer& layer);

/// The loss of a classifier: the last value holds the logits, L = -log p_target.
struct NegativeLogLikelihood {
    std::size_t target = 0;
};

/// The loss of a layer looked at alone: L = sum of dy * y over the last value y, so that dL/dy = dy.
struct WeightedSum {
    Tensor dy;
};

using Loss = std::variant<NegativeLogLikelihood, WeightedSum>;

/// Layers in sequence and the loss at their end. Without layers the input is the last value.
///
/// Value 0 is the input x, value l + 1 the output of layer l; everything below speaks of values by that
/// number.
struct Network {
    std::vector<Layer> layers;
    Loss loss;
};

/// Every number of the forward pass.
struct Forward {
    std::vector<Tensor> values;                    ///< values[0] = x, values[l + 1] = output of layers[l]
    std::vector<std::vector<std::size_t>> argmax;  ///< [l]: see MaxPooled; empty for other layers
    Tensor p;                                      ///< softmax of the logits; empty for a weighted sum
    double loss = 0;
};

/// dL/d(thing) for each thing of the forward pass, in its shape.
struct Gradients {
    struct Parameters {
        Tensor weight, bias;  ///< empty for layers without parameters
    };
    std::vector<Tensor> values;
    std::vector<Parameters> parameters;  ///< [l]
};

/// The shape of each value for an input of shape `x`.
/// Throws std::invalid_argument naming the layer and its place, both shapes and the rule, where shapes do not
/// fit.
[[nodiscard]] std::vector<Shape> value_shapes(const Network& network, const Shape& x);

/// Runs the layers and the loss; throws as value_shapes() does.
[[nodiscard]] Forward forward(const Network& network, Tensor x);

/// The part of forward() from layer `first` on, given its input; the values before it stay empty.
[[nodiscard]] Forward forward_from(const Network& network, std::size_t first, Tensor value);

/// Zeros in the shape of everything that has a gradient.
[[nodiscard]] Gradients zero_gradients(const Network& network, const Forward& forward);

/// Sets what backward() adds into to zero: to use the same memory again instead of new zero_gradients().
void clear(Gradients& gradients);

/// Chain rule from the loss back to the input. ADDS into the gradients of the parameters and of x, so that
/// several passes accumulate, as in PyTorch; the gradients of the values between are those of this pass
/// alone.
void backward(const Network& network, const Forward& forward, Gradients& gradients);

/// The part of backward() below value `last`: gradients.values[last] is given, and the layers last - 1, ...,
/// 0 are passed back through.
void backward_from(const Network& network, const Forward& forward, std::size_t last, Gradients& gradients);

/// The parameters of a layer, or null where it has none.
[[nodiscard]] const Tensor* weight_of(const Layer& layer);
[[nodiscard]] const Tensor* bias_of(const Layer& layer);
[[nodiscard]] Tensor* weight_of(Layer& layer);
[[nodiscard]] Tensor* bias_of(Layer& layer);

}  // namespace nn
