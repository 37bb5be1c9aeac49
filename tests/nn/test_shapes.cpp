#include <functional>
#include <stdexcept>
#include <string>

#include "nn/network.h"
#include "tests/support/catch.h"

namespace {

std::string refusal(const std::function<void()>& action) {
    try {
        action();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "nothing was refused";
}

nn::Conv2d conv3x3() {
    return {nn::Tensor({2, 1, 3, 3}), nn::Tensor({2})};
}

}  // namespace

TEST_CASE("shapes: a tensor counts its numbers and refuses products that overflow", "[nn][tensor]") {
    CHECK(nn::entries({2, 3, 4}) == 24);
    CHECK(nn::entries({}) == 1);
    CHECK(refusal([] {
              (void)nn::entries({2, 0});
          }) == "shape [2, 0] has an extent of 0: every extent is at least 1");
    const std::size_t huge = std::size_t{1} << 40;
    CHECK(refusal([&] {
              (void)nn::entries({huge, huge});
          }).find("holds more than 268435456 entries") != std::string::npos);
    CHECK(refusal([] {
              nn::Tensor({2, 2}, std::vector<double>{1, 2, 3});
          }) == "shape [2, 2] needs 4 numbers, but there are 3");
}

TEST_CASE("shapes: positions and indices are row-major and inverse to each other", "[nn][tensor]") {
    const nn::Shape shape{2, 3, 4};
    CHECK(nn::flat_of(shape, {1, 2, 3}) == 23);
    CHECK(nn::flat_of(shape, {0, 1, 0}) == 4);
    for (std::size_t flat = 0; flat < 24; ++flat)
        CHECK(nn::flat_of(shape, nn::index_of(shape, flat)) == flat);
    CHECK_THROWS_AS(nn::flat_of(shape, {0, 3, 0}), std::invalid_argument);
    CHECK_THROWS_AS(nn::flat_of(shape, {0, 0}), std::invalid_argument);
    CHECK_THROWS_AS(nn::index_of(shape, 24), std::invalid_argument);
}

TEST_CASE("shapes: a convolution that does not fit is refused with both shapes and the rule",
          "[nn][shapes]") {
    CHECK(refusal([] {
              (void)nn::conv2d(conv3x3(), nn::Tensor({3, 5, 5}));
          }) ==
          "conv2d: x has shape [3, 5, 5] and weight has shape [2, 1, 3, 3]: the weight's second extent must "
          "be the "
          "number of channels of x");
    CHECK(refusal([] {
              (void)nn::conv2d(conv3x3(), nn::Tensor({5, 5}));
          }) == "conv2d: x has shape [5, 5], but needs 3 extents [channels, rows, columns]");
    CHECK(refusal([] {
              nn::Conv2d conv = conv3x3();
              conv.bias = nn::Tensor({3});
              (void)nn::conv2d(conv, nn::Tensor({1, 5, 5}));
          }) ==
          "conv2d: bias has shape [3], but must have [2], one number for each output channel of weight [2, "
          "1, 3, 3]");
    CHECK(refusal([] {
              (void)nn::conv2d(conv3x3(), nn::Tensor({1, 5, 2}));
          }) ==
          "conv2d: kernel [3, 3] with dilation [1, 1] spans 3 columns, but x [1, 5, 2] with padding [0, 0] "
          "has only 2: "
          "the kernel must fit into the padded input");
    CHECK(refusal([] {
              nn::Conv2d conv = conv3x3();
              conv.stride = {1, 0};
              (void)nn::conv2d(conv, nn::Tensor({1, 5, 5}));
          }) == "conv2d: stride is [1, 0], but each value must be from 1 to 1000000");
    CHECK(refusal([] {
              nn::Conv2d conv = conv3x3();
              conv.padding = {1'000'000, 1'000'000};
              (void)nn::conv2d(conv, nn::Tensor({1, 5, 5}));
          }).find("holds more than") != std::string::npos);
}

TEST_CASE("shapes: pooling, linear and nll name what does not fit", "[nn][shapes]") {
    CHECK(refusal([] {
              (void)nn::max_pool2d({{2, 2}, {2, 2}, {2, 0}}, nn::Tensor({1, 4, 4}));
          }) == "maxpool2d: padding is [2, 0], but must be at most half the kernel [2, 2]");
    CHECK(refusal([] {
              (void)nn::max_pool2d({{0, 2}, {2, 2}, {0, 0}}, nn::Tensor({1, 4, 4}));
          }) == "maxpool2d: kernel is [0, 2], but each value must be from 1 to 1000000");
    CHECK(refusal([] {
              (void)nn::fully_connected({nn::Tensor({2, 3}), nn::Tensor({2})}, nn::Tensor({4}));
          }) ==
          "linear: x has shape [4] and weight has shape [2, 3]: the weight's second extent must be the "
          "number of "
          "entries of x, 4");
    CHECK(refusal([] { (void)nn::softmax_nll(nn::Tensor({3}), 3); }) ==
          "nll: target is 3, but logits has shape [3]: the target must be a class from 0 to 2");
}

TEST_CASE("shapes: in a network the sentence also names the place of the layer", "[nn][shapes]") {
    nn::Network network;
    network.layers = {nn::Relu{}, conv3x3()};
    CHECK(refusal([&] {
              (void)nn::forward(network, nn::Tensor({1, 2, 2}));
          }).rfind("layers[1]: conv2d: kernel", 0) == 0);
}

TEST_CASE("shapes: the windows of a convolution are counted as PyTorch counts them", "[nn][shapes]") {
    // torch.nn.Conv2d: floor((input + 2 padding - dilation (kernel - 1) - 1) / stride + 1)
    nn::Conv2d conv{nn::Tensor({4, 2, 3, 2}), nn::Tensor({4})};
    conv.stride = {2, 3};
    conv.padding = {1, 0};
    conv.dilation = {2, 1};
    CHECK(nn::conv2d_shape(conv, {2, 10, 12}) == nn::Shape{4, 4, 4});
}
