#include "nn/contributions.h"

#include <algorithm>
#include <cmath>

#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

namespace {

using Of = nn::Cell::Of;
using Rule = nn::Contributions::Rule;
using random_problems::Random;

struct Solved {
    nn::Network network;
    nn::Forward forward;
    nn::Gradients gradients;

    Solved(nn::Network n, const nn::Tensor& x) : network(std::move(n)), forward(nn::forward(network, x)) {
        gradients = nn::zero_gradients(network, forward);
        nn::backward(network, forward, gradients);
    }

    [[nodiscard]] nn::Contributions of(const nn::Cell& cell) const {
        return nn::contributions(network, forward, gradients, cell);
    }
};

double recomputed(const nn::Contributions& c) {
    double sum = 0, largest = -1e300;
    for (const nn::Term& term : c.terms) {
        sum += c.rule == Rule::softmax ? std::exp(term.value()) : term.value();
        largest = std::max(largest, term.value());
    }
    switch (c.rule) {
        case Rule::sum:
            return sum;
        case Rule::maximum:
            return largest;
        case Rule::rectified:
            return std::max(0.0, sum);
        case Rule::softmax:
            return std::exp(c.terms[0].value()) / (sum - std::exp(c.terms[0].value()));
        case Rule::neg_log:
            return -std::log(sum);
        case Rule::given:
            return c.result;
    }
    return 0;
}

}  // namespace

TEST_CASE("contributions: the terms of every cell add up to the number in it, in every layer and both passes",
          "[nn][contributions]") {
    const std::uint64_t seed = 314;
    Random random(seed);
    for (int i = 0; i < 40; ++i) {
        const random_problems::Problem problem =
            i % 4 == 0 ? random_problems::conv2d(random) : random_problems::chain(random);
        const Solved solved(problem.network, problem.x);
        std::vector<std::pair<nn::Cell, std::size_t>> grids;
        const std::size_t layers = problem.network.layers.size();
        for (std::size_t v = 0; v <= layers; ++v) {
            grids.push_back({{Of::value, v, 0}, solved.forward.values[v].size()});
            grids.push_back({{Of::value_grad, v, 0}, solved.forward.values[v].size()});
        }
        for (std::size_t l = 0; l < layers; ++l) {
            grids.push_back({{Of::weight_grad, l, 0}, solved.gradients.parameters[l].weight.size()});
            grids.push_back({{Of::bias_grad, l, 0}, solved.gradients.parameters[l].bias.size()});
        }
        grids.push_back({{Of::p, 0, 0}, solved.forward.p.size()});
        grids.push_back({{Of::loss, 0, 0}, 1});
        for (auto [cell, size] : grids)
            for (cell.flat = 0; cell.flat < size; ++cell.flat) {
                const auto kind = static_cast<int>(cell.of);
                CAPTURE(seed, i, kind, cell.place, cell.flat);
                const nn::Contributions c = solved.of(cell);
                CHECK(recomputed(c) == Approx(c.result).epsilon(1e-10).margin(1e-12));
            }
    }
}

TEST_CASE("contributions: the formula shows the numbers in place", "[nn][contributions]") {
    const nn::Conv2d conv{nn::Tensor({1, 1, 1, 3}, std::vector<double>{0.5, -1, 2}), nn::Tensor({1}, 0.25)};
    const Solved solved({{conv}, nn::WeightedSum{nn::Tensor({1, 1, 2}, std::vector<double>{3, 7})}},
                        nn::Tensor({1, 1, 4}, std::vector<double>{1, 5, 0, 2}));
    CHECK(nn::formula(solved.of({Of::value, 1, 0})) == "0.5*1 + -1*5 + 2*0 + 0.25 = -4.25");
    CHECK(nn::formula(solved.of({Of::weight_grad, 0, 1})) == "3*5 + 7*0 = 15");
    CHECK(nn::formula(solved.of({Of::value_grad, 0, 1})) == "3*-1 + 7*0.5 = 0.5");
    CHECK(nn::formula(solved.of({Of::bias_grad, 0, 0})) == "3 + 7 = 10");
    CHECK(nn::formula(solved.of({Of::value, 0, 1})) == "5 (given)");
    CHECK(nn::formula(solved.of({Of::value, 1, 0}), 3) == "0.5*1 + -1*5 + ... + 0.25 = -4.25");
}

TEST_CASE(
    "contributions: pooling names its window and the winner, its gradient names the windows that chose the "
    "cell",
    "[nn][contributions]") {
    const Solved solved({{nn::MaxPool2d{{1, 2}, {1, 1}, {0, 0}}},
                         nn::WeightedSum{nn::Tensor({1, 1, 2}, std::vector<double>{3, 4})}},
                        nn::Tensor({1, 1, 3}, std::vector<double>{1, 9, 2}));
    const nn::Contributions value = solved.of({Of::value, 1, 0});
    CHECK(nn::formula(value) == "max(1, 9) = 9");
    CHECK(value.chosen == 1);
    CHECK(value.terms[1].factors[0].cell == nn::Cell{Of::value, 0, 1});
    CHECK(nn::formula(solved.of({Of::value_grad, 0, 1})) == "3*1 + 4*1 = 7");
    CHECK(nn::formula(solved.of({Of::value_grad, 0, 0})) == "3*0 = 0");
}

TEST_CASE("contributions: softmax and the loss show their exponentials and logarithm",
          "[nn][contributions]") {
    const Solved solved({{}, nn::NegativeLogLikelihood{0}}, nn::Tensor({2}));
    CHECK(nn::formula(solved.of({Of::p, 0, 1})) == "exp(0) / (exp(0) + exp(0)) = 0.5");
    CHECK(nn::formula(solved.of({Of::loss, 0, 0})) == "-log(0.5) = 0.693147");
    CHECK(nn::formula(solved.of({Of::value_grad, 0, 0})) == "0.5 + -1 = -0.5");
}

TEST_CASE("contributions: a cell that does not exist is refused", "[nn][contributions]") {
    const Solved solved({{nn::Relu{}}, nn::WeightedSum{nn::Tensor({2})}}, nn::Tensor({2}));
    CHECK_THROWS_AS(solved.of({Of::value, 2, 0}), std::invalid_argument);
    CHECK_THROWS_AS(solved.of({Of::value, 1, 2}), std::invalid_argument);
    CHECK_THROWS_AS(solved.of({Of::weight_grad, 0, 0}), std::invalid_argument);
    CHECK_THROWS_AS(solved.of({Of::p, 0, 0}), std::invalid_argument);
}
