#include "app/nn_problem/nn_examples.h"

#include <utility>

#include "app/model/error.h"

namespace siftscope {
namespace {

using Numbers = std::vector<double>;

NnProblem one_layer(std::string kind, nn::Tensor x, nn::Layer layer, nn::Tensor dy) {
    return {std::move(kind), std::move(x), {{std::move(layer)}, nn::WeightedSum{std::move(dy)}}};
}

NnProblem worked_3x3() {
    return one_layer("maxpool2d", nn::Tensor({1, 3, 3}, Numbers{1, 1, 1, 1, 5, 1, 1, 1, 1}),
                     nn::MaxPool2d{{3, 3}, {1, 1}, {0, 0}}, nn::Tensor({1, 1, 1}, 1.0));
}

NnProblem overlap() {
    return one_layer("maxpool2d", nn::Tensor({1, 3, 4}, Numbers{1, 2, 1, 0, 0, 3, 9, 2, 1, 4, 2, 5}),
                     nn::MaxPool2d{{3, 3}, {1, 1}, {0, 0}}, nn::Tensor({1, 1, 2}, Numbers{2, 3}));
}

NnProblem tie() {
    return one_layer("maxpool2d", nn::Tensor({1, 2, 4}, Numbers{1, 4, 2, 2, 4, 3, 2, 2}),
                     nn::MaxPool2d{{2, 2}, {2, 2}, {0, 0}}, nn::Tensor({1, 1, 2}, Numbers{1, 5}));
}

NnProblem conv_stride2_padding() {
    nn::Conv2d conv{nn::Tensor({1, 1, 3, 3}, Numbers{1, 0, -1, 2, 0.5, -2, 1, 0, -1}), nn::Tensor({1}, 0.5)};
    conv.stride = {2, 2};
    conv.padding = {1, 1};
    return one_layer("conv2d", nn::Tensor({1, 5, 5}, Numbers{0, 1, 2, 3, 4, 1, 3, 5, 2, 0, 2, 5, 8,
                                                             1, 1, 3, 2, 1, 0, 2, 4, 0, 1, 2, 6}),
                     std::move(conv), nn::Tensor({1, 3, 3}, Numbers{1, 0, 2, -1, 3, 0, 0.5, 1, -2}));
}

NnProblem channels_2x2() {
    return one_layer(
        "conv2d", nn::Tensor({2, 3, 3}, Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 0, 2, -1, 2, 0, 1, 0}),
        nn::Conv2d{
            nn::Tensor({2, 2, 2, 2}, Numbers{1, 0, 0, -1, 2, 1, 0, 1, 0.5, 0.5, -0.5, -0.5, -1, 3, 1, 0}),
            nn::Tensor({2}, Numbers{0, 1})},
        nn::Tensor({2, 2, 2}, Numbers{1, 2, 0, -1, 3, 0, 1, 0.5}));
}

NnProblem fully_connected() {
    // Square on purpose: here a forgotten transpose gives numbers, and wrong ones.
    return one_layer("linear", nn::Tensor({3}, Numbers{1, -2, 3}),
                     nn::FullyConnected{nn::Tensor({3, 3}, Numbers{2, 0, 1, -1, 3, 0.5, 4, 1, -2}),
                                        nn::Tensor({3}, Numbers{0.5, -1, 2})},
                     nn::Tensor({3}, Numbers{1, -1, 2}));
}

NnProblem nll() {
    return {"nll", nn::Tensor({4}, Numbers{2, 1, 0.5, -1}), {{}, nn::NegativeLogLikelihood{1}}};
}

NnProblem chain() {
    // A bright diagonal stroke; one kernel answers to it, the other to a horizontal edge.
    nn::Network network;
    network.layers.emplace_back(nn::Conv2d{
        nn::Tensor({2, 1, 3, 3}, Numbers{2, -1, -1, -1, 2, -1, -1, -1, 2, -1, -1, -1, 0, 0, 0, 1, 1, 1}),
        nn::Tensor({2}, Numbers{0.5, 0.25})});
    network.layers.emplace_back(nn::Relu{});
    network.layers.emplace_back(nn::MaxPool2d{{2, 2}, {2, 2}, {0, 0}});
    network.layers.emplace_back(
        nn::FullyConnected{nn::Tensor({2, 8}, Numbers{0.25, 0.1, -0.1, 0.25, -0.2, 0.05, -0.15, 0.1, -0.1,
                                                      0.15, 0.2, -0.05, 0.25, 0.3, 0.2, 0.35}),
                           nn::Tensor({2}, Numbers{0, 0.5})});
    network.loss = nn::NegativeLogLikelihood{0};
    return {"network", nn::Tensor({1, 6, 6}, Numbers{1.0,  0.12, 0.03, 0.21, 0.05, 0.08, 0.17, 0.93, 0.24,
                                                     0.02, 0.11, 0.06, 0.04, 0.14, 0.97, 0.09, 0.01, 0.19,
                                                     0.13, 0.07, 0.23, 0.85, 0.1,  0.02, 0.0,  0.22, 0.05,
                                                     0.15, 0.91, 0.12, 0.31, 0.03, 0.16, 0.0,  0.26, 1.0}),
            std::move(network)};
}

}  // namespace

const std::vector<NnExample>& nn_examples() {
    static const std::vector<NnExample> examples{
        {"worked_3x3",
         "one 3x3 window over ones with a 5 in the centre: the gradient is 1 there and 0 elsewhere",
         worked_3x3()},
        {"overlap", "two overlapping windows share their maximum: their gradients add", overlap()},
        {"tie", "equal maxima: the first in row-major order gets all of the gradient", tie()},
        {"conv_stride2_padding", "a 3x3 convolution with stride 2 and padding 1", conv_stride2_padding()},
        {"channels_2x2", "a convolution with two input and two output channels", channels_2x2()},
        {"fully_connected", "y = W x + b with a square W, where a forgotten transpose shows",
         fully_connected()},
        {"nll", "softmax and negative log likelihood of four logits", nll()},
        {"chain", "conv -> relu -> pool -> fully connected -> nll on a 6x6 pattern", chain()}};
    return examples;
}

const NnExample& nn_example(std::string_view name) {
    std::string names;
    for (const NnExample& example : nn_examples()) {
        if (example.name == name) return example;
        names += (names.empty() ? "" : ", ") + example.name;
    }
    throw UserError("there is no example \"" + std::string(name) + "\"; the examples are " + names);
}

}  // namespace siftscope
