// The formulas of each layer, with values worked out by hand.

#include <cmath>

#include "nn/network.h"
#include "tests/support/catch.h"

namespace {

struct Passes {
    nn::Forward forward;
    nn::Gradients gradients;
};

Passes run(const nn::Network& network, const nn::Tensor& x) {
    Passes passes{nn::forward(network, x), {}};
    passes.gradients = nn::zero_gradients(network, passes.forward);
    nn::backward(network, passes.forward, passes.gradients);
    return passes;
}

std::vector<double> numbers(const nn::Tensor& tensor) {
    return {tensor.data().begin(), tensor.data().end()};
}

}  // namespace

TEST_CASE("maths, negative log likelihood: dL/dy_i is p_i, less 1 for the target", "[nn][maths]") {
    // exp of the logits: 1, 2, 5; so p = 1/8, 2/8, 5/8.
    const nn::Tensor logits({3}, std::vector<double>{0, std::log(2.0), std::log(5.0)});
    const Passes passes = run({{}, nn::NegativeLogLikelihood{1}}, logits);
    CHECK(passes.forward.p[0] == Approx(0.125));
    CHECK(passes.forward.p[1] == Approx(0.25));
    CHECK(passes.forward.p[2] == Approx(0.625));
    CHECK(passes.forward.loss == Approx(std::log(4.0)));
    CHECK(passes.gradients.values[0][0] == Approx(0.125));
    CHECK(passes.gradients.values[0][1] == Approx(-0.75));
    CHECK(passes.gradients.values[0][2] == Approx(0.625));
}

TEST_CASE("maths, negative log likelihood: the first case of dp_gt/dy is p_gt (1 - p_gt), not p_i (1 - p_i)",
          "[nn][maths]") {
    const nn::Tensor p({3}, std::vector<double>{0.125, 0.25, 0.625});
    const nn::Tensor derivative = nn::target_probability_derivative(p, 1);
    CHECK(numbers(derivative) == std::vector<double>{-0.03125, 0.1875, -0.15625});
    for (std::size_t i = 0; i < 3; ++i)  // chain rule: times dL/dp_gt = -1 / p_gt
        CHECK(-1 / p[1] * derivative[i] == Approx(p[i] - (i == 1 ? 1 : 0)));
}

TEST_CASE("maths, negative log likelihood: huge logits neither overflow nor lose the loss", "[nn][maths]") {
    const nn::SoftmaxNll result = nn::softmax_nll(nn::Tensor({2}, std::vector<double>{1000, -1000}), 1);
    CHECK(result.loss == 2000);
    CHECK(result.p[0] == 1);
    CHECK(nn::softmax_nll(nn::Tensor({2}, std::vector<double>{1000, -1000}), 0).loss == 0);
}

TEST_CASE("maths, fully connected: y = W x + b, dW = dy x^T, dx = W^T dy, db = dy", "[nn][maths]") {
    nn::Network network;
    network.layers.emplace_back(nn::FullyConnected{nn::Tensor({2, 3}, std::vector<double>{1, 2, 3, 4, 5, 6}),
                                                   nn::Tensor({2}, std::vector<double>{10, 20})});
    network.loss = nn::WeightedSum{nn::Tensor({2}, std::vector<double>{1, -1})};
    const Passes passes = run(network, nn::Tensor({3}, std::vector<double>{1, 0, 2}));
    CHECK(numbers(passes.forward.values[1]) == std::vector<double>{17, 36});
    CHECK(numbers(passes.gradients.parameters[0].weight) == std::vector<double>{1, 0, 2, -1, 0, -2});
    CHECK(numbers(passes.gradients.values[0]) == std::vector<double>{-3, -3, -3});
    CHECK(numbers(passes.gradients.parameters[0].bias) == std::vector<double>{1, -1});
}

TEST_CASE(
    "maths, convolution with stride: dW sums over i and j, dx sums over k with the bounds rounded inwards",
    "[nn][maths]") {
    // A row of five cells, two kernels of three taps, stride 2: windows at cells 0..2 and 2..4.
    nn::Conv2d conv{nn::Tensor({2, 1, 1, 3}, std::vector<double>{1, 2, 3, -1, 0, 1}),
                    nn::Tensor({2}, std::vector<double>{0, 100})};
    conv.stride = {1, 2};
    const nn::Network network{{conv},
                              nn::WeightedSum{nn::Tensor({2, 1, 2}, std::vector<double>{1, 10, 2, 20})}};
    const Passes passes = run(network, nn::Tensor({1, 1, 5}, std::vector<double>{1, 2, 3, 4, 5}));
    CHECK(numbers(passes.forward.values[1]) ==
          std::vector<double>{1 + 4 + 9, 3 + 8 + 15, 100 - 1 + 3, 100 - 3 + 5});
    CHECK(numbers(passes.gradients.parameters[0].bias) == std::vector<double>{11, 22});
    // dW(k, n) = dy(k, 0) x(n) + dy(k, 1) x(2 + n)
    CHECK(numbers(passes.gradients.parameters[0].weight) == std::vector<double>{31, 42, 53, 62, 84, 106});
    // Cell 2 is tap 2 of window 0 and tap 0 of window 1, in both kernels: 3*1 + 1*10 + 1*2 - 1*20.
    CHECK(numbers(passes.gradients.values[0]) ==
          std::vector<double>{1 - 2, 2 + 0, 3 + 10 + 2 - 20, 20 + 0, 30 + 20});
}

TEST_CASE("maths, convolution: the kernel is not flipped, padding reads zero, dilation spreads the taps",
          "[nn][maths]") {
    nn::Conv2d conv{nn::Tensor({1, 1, 1, 2}, std::vector<double>{1, 10}), nn::Tensor({1})};
    conv.padding = {0, 1};
    conv.dilation = {1, 2};
    const nn::Tensor y = nn::conv2d(conv, nn::Tensor({1, 1, 3}, std::vector<double>{1, 2, 3}));
    CHECK(numbers(y) == std::vector<double>{0 + 20, 1 + 30, 2 + 0});
}

TEST_CASE("maths, max pooling: the worked 3x3 has gradient 1 in the centre and exactly 0 elsewhere",
          "[nn][maths]") {
    nn::Tensor x({1, 3, 3}, 1.0);
    x(0, 1, 1) = 5;
    const nn::Network network{{nn::MaxPool2d{{3, 3}, {1, 1}, {0, 0}}},
                              nn::WeightedSum{nn::Tensor({1, 1, 1}, 1.0)}};
    const Passes passes = run(network, x);
    CHECK(numbers(passes.forward.values[1]) == std::vector<double>{5});
    CHECK(numbers(passes.gradients.values[0]) == std::vector<double>{0, 0, 0, 0, 1, 0, 0, 0, 0});
    CHECK(passes.forward.argmax[0] == std::vector<std::size_t>{4});
}

TEST_CASE("maths, max pooling: overlapping windows add on a shared maximum", "[nn][maths]") {
    const nn::Network network{{nn::MaxPool2d{{1, 2}, {1, 1}, {0, 0}}},
                              nn::WeightedSum{nn::Tensor({1, 1, 2}, std::vector<double>{3, 4})}};
    const Passes passes = run(network, nn::Tensor({1, 1, 3}, std::vector<double>{1, 9, 2}));
    CHECK(numbers(passes.gradients.values[0]) == std::vector<double>{0, 7, 0});
}

TEST_CASE("maths, max pooling: the first maximum in row-major order wins a tie", "[nn][maths]") {
    // Column-major order would pick the lower left cell, the last maximum the lower right one.
    const nn::MaxPooled pooled =
        nn::max_pool2d({{2, 2}, {2, 2}, {0, 0}}, nn::Tensor({1, 2, 2}, std::vector<double>{0, 7, 7, 7}));
    CHECK(pooled.argmax == std::vector<std::size_t>{1});
}

TEST_CASE("maths, max pooling: padding never wins, not even over negative cells", "[nn][maths]") {
    const nn::MaxPooled pooled =
        nn::max_pool2d({{2, 2}, {2, 2}, {1, 1}}, nn::Tensor({1, 2, 2}, std::vector<double>{-4, -3, -2, -1}));
    CHECK(numbers(pooled.y) == std::vector<double>{-4, -3, -2, -1});
}

TEST_CASE("maths, relu: the gradient passes where x is above 0 and stops at and below it", "[nn][maths]") {
    const nn::Network network{{nn::Relu{}}, nn::WeightedSum{nn::Tensor({3}, std::vector<double>{5, 6, 7})}};
    const Passes passes = run(network, nn::Tensor({3}, std::vector<double>{-1, 0, 2}));
    CHECK(numbers(passes.forward.values[1]) == std::vector<double>{0, 0, 2});
    CHECK(numbers(passes.gradients.values[0]) == std::vector<double>{0, 0, 7});
}

TEST_CASE("maths: backward adds into the gradients of input and parameters", "[nn][maths]") {
    nn::Network network;
    network.layers.emplace_back(nn::Conv2d{nn::Tensor({1, 1, 1, 1}, 2.0), nn::Tensor({1})});
    network.layers.emplace_back(nn::Relu{});
    network.layers.emplace_back(nn::MaxPool2d{{1, 2}, {1, 1}, {0, 0}});
    network.layers.emplace_back(nn::FullyConnected{nn::Tensor({2, 2}, 1.5), nn::Tensor({2})});
    network.loss = nn::WeightedSum{nn::Tensor({2}, std::vector<double>{1, 3})};
    const nn::Forward forward = nn::forward(network, nn::Tensor({1, 1, 3}, std::vector<double>{1, 2, 3}));
    nn::Gradients once = nn::zero_gradients(network, forward);
    nn::backward(network, forward, once);
    nn::Gradients twice = once;
    nn::backward(network, forward, twice);
    for (std::size_t i = 0; i < 3; ++i) CHECK(twice.values[0][i] == 2 * once.values[0][i]);
    CHECK(twice.parameters[0].weight[0] == 2 * once.parameters[0].weight[0]);
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(twice.parameters[3].weight[i] == 2 * once.parameters[3].weight[i]);
    CHECK(twice.values[2] == once.values[2]);

    nn::clear(twice);  // after which the same memory gives the gradients of one pass again
    nn::backward(network, forward, twice);
    CHECK(twice.values == once.values);
    CHECK(twice.parameters[3].weight == once.parameters[3].weight);
}
