#include "nn/receptive_field.h"

#include "nn/network.h"
#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

namespace {

using random_problems::Random;

/// The cells of the output that change when a cell of the input is moved, found by running the layer. All
/// numbers are positive and weights are too, so that no change cancels; a pooled cell is raised above all
/// others.
nn::Cells cells_that_change(const nn::Layer& layer, const nn::Tensor& x, std::size_t cell) {
    const nn::Network network{{layer},
                              nn::WeightedSum{nn::Tensor(nn::value_shapes({{layer}, {}}, x.shape()).back())}};
    nn::Tensor moved = x;
    moved[cell] += 100;
    const nn::Tensor before = nn::forward(network, x).values[1],
                     after = nn::forward(network, moved).values[1];
    nn::Cells changed;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i] != after[i]) changed.push_back(i);
    return changed;
}

void make_positive(nn::Tensor& tensor) {
    for (double& value : tensor.data()) value = value * 0.4 + 1;
}

}  // namespace

TEST_CASE("receptive field: what an input feeds is what changes when it is moved, the field is its transpose",
          "[nn][receptive_field]") {
    const std::uint64_t seed = 99;
    Random random(seed);
    for (int i = 0; i < 120; ++i) {
        CAPTURE(seed, i);
        random_problems::Problem problem = i % 3 == 0   ? random_problems::max_pool2d(random)
                                           : i % 3 == 1 ? random_problems::conv2d(random)
                                                        : random_problems::fully_connected(random);
        nn::Layer& layer = problem.network.layers[0];
        make_positive(problem.x);
        if (nn::Tensor* weight = nn::weight_of(layer)) make_positive(*weight);
        const auto shapes = nn::value_shapes(problem.network, problem.x.shape());
        std::vector<nn::Cells> read_by(nn::entries(shapes[1]));
        for (std::size_t cell = 0; cell < problem.x.size(); ++cell) {
            CAPTURE(cell);
            const nn::Cells fed = nn::cells_fed(layer, shapes[0], shapes[1], cell);
            CHECK(fed == cells_that_change(layer, problem.x, cell));
            for (const std::size_t output : fed) read_by[output].push_back(cell);
        }
        for (std::size_t output = 0; output < read_by.size(); ++output)
            CHECK(nn::cells_read(layer, shapes[0], shapes[1], output) == read_by[output]);
    }
}

TEST_CASE("receptive field: through conv 3x3 and pool 2x2, one output sees 4x4 pixels",
          "[nn][receptive_field]") {
    nn::Network network;
    network.layers.emplace_back(nn::Conv2d{nn::Tensor({1, 1, 3, 3}, 1.0), nn::Tensor({1})});
    network.layers.emplace_back(nn::Relu{});
    network.layers.emplace_back(nn::MaxPool2d{});
    network.loss = nn::WeightedSum{nn::Tensor({1, 2, 2})};
    const auto shapes = nn::value_shapes(network, {1, 6, 6});
    const auto field = nn::receptive_field(network, shapes, 3, nn::flat_of(shapes[3], {0, 1, 0}));
    nn::Cells expected;  // output (1, 0) pools conv rows 2..3 and columns 0..1: pixel rows 2..5, columns 0..3
    for (std::size_t row = 2; row < 6; ++row)
        for (std::size_t column = 0; column < 4; ++column) expected.push_back(row * 6 + column);
    CHECK(field[0] == expected);
    CHECK(field[2].size() == 4);
    CHECK(field[3].size() == 1);

    const auto reached = nn::influence(network, shapes, 0, nn::flat_of(shapes[0], {0, 0, 0}));
    REQUIRE(reached.size() == 4);
    CHECK(reached[3] == nn::Cells{0});
    CHECK(nn::influence(network, shapes, 0, nn::flat_of(shapes[0], {0, 3, 3})).back() ==
          nn::Cells{0, 1, 2, 3});
}

TEST_CASE("receptive field: a cell that does not exist is refused", "[nn][receptive_field]") {
    const nn::Network network{{nn::Relu{}}, nn::WeightedSum{nn::Tensor({2})}};
    CHECK_THROWS_AS(nn::receptive_field(network, {{2}, {2}}, 1, 2), std::invalid_argument);
    CHECK_THROWS_AS(nn::influence(network, {{2}, {2}}, 2, 0), std::invalid_argument);
}
