#include <cmath>

#include "nn/network.h"
#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

namespace {

using random_problems::Random;

double inner(const nn::Tensor& a, const nn::Tensor& b) {
    REQUIRE(a.shape() == b.shape());
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double largest_difference(const nn::Tensor& a, const nn::Tensor& b) {
    REQUIRE(a.shape() == b.shape());
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

}  // namespace

TEST_CASE("convolution: forward and backward are adjoint, <conv(x), y> = <x, conv_backward(y)>",
          "[nn][conv2d]") {
    const std::uint64_t seed = 42;
    Random random(seed);
    for (int i = 0; i < 300; ++i) {
        CAPTURE(seed, i);
        const nn::Tensor x =
            random.tensor({random.integer(1, 3), random.integer(1, 12), random.integer(1, 12)});
        nn::Conv2d conv = random_problems::conv2d_layer(random, x.shape());
        conv.bias.fill(0);  // adjointness is about the linear part
        const nn::Tensor conv_x = nn::conv2d(conv, x);
        const nn::Tensor y = random.tensor(conv_x.shape());
        nn::Tensor back_y = nn::zeros_like(x), dweight = nn::zeros_like(conv.weight),
                   dbias = nn::zeros_like(conv.bias);
        nn::conv2d_backward(conv, x, y, back_y, dweight, dbias);
        CHECK(inner(conv_x, y) == Approx(inner(x, back_y)).epsilon(1e-12).margin(1e-12));
        CHECK(inner(conv_x, y) == Approx(inner(conv.weight, dweight)).epsilon(1e-12).margin(1e-12));
    }
}

TEST_CASE("convolution: the quick loops agree with the plain ones at every stride, padding and dilation",
          "[nn][conv2d]") {
    const std::uint64_t seed = 7;
    Random random(seed);
    for (int i = 0; i < 400; ++i) {
        CAPTURE(seed, i);
        // Wide enough for whole vectors and their tails.
        const nn::Tensor x =
            random.tensor({random.integer(1, 3), random.integer(1, 6), random.integer(1, 40)});
        const nn::Conv2d conv = random_problems::conv2d_layer(random, x.shape());
        const nn::Tensor y = nn::conv2d(conv, x);
        CHECK(largest_difference(y, nn::plain::conv2d(conv, x)) < 1e-13);

        const nn::Tensor dy = random.tensor(y.shape());
        nn::Tensor dx = nn::zeros_like(x), dweight = nn::zeros_like(conv.weight),
                   dbias = nn::zeros_like(conv.bias);
        nn::Tensor plain_dx = dx, plain_dweight = dweight, plain_dbias = dbias;
        nn::conv2d_backward(conv, x, dy, dx, dweight, dbias);
        nn::plain::conv2d_backward(conv, x, dy, plain_dx, plain_dweight, plain_dbias);
        CHECK(largest_difference(dx, plain_dx) < 1e-12);
        CHECK(largest_difference(dweight, plain_dweight) < 1e-12);
        CHECK(largest_difference(dbias, plain_dbias) < 1e-12);
    }
}

TEST_CASE("fully connected: the quick loops agree with the plain ones at every length",
          "[nn][fully_connected]") {
    Random random(8);
    for (std::size_t in = 1; in <= 40; ++in) {
        CAPTURE(in);
        const nn::FullyConnected layer{random.tensor({3, in}), random.tensor({3})};
        const nn::Tensor x = random.tensor({in}), dy = random.tensor({3});
        CHECK(largest_difference(nn::fully_connected(layer, x), nn::plain::fully_connected(layer, x)) <
              1e-13);
        nn::Tensor dx({in}), dweight({3, in}), dbias({3});
        nn::Tensor plain_dx = dx, plain_dweight = dweight, plain_dbias = dbias;
        nn::fully_connected_backward(layer, x, dy, dx, dweight, dbias);
        nn::plain::fully_connected_backward(layer, x, dy, plain_dx, plain_dweight, plain_dbias);
        CHECK(largest_difference(dx, plain_dx) < 1e-13);
        CHECK(dweight == plain_dweight);
        CHECK(dbias == plain_dbias);
    }
}
