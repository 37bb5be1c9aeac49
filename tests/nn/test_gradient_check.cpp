#include "nn/gradient_check.h"

#include <set>
#include <utility>

#include "nn/network.h"
#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

namespace {

using random_problems::Problem;
using random_problems::Random;

nn::GradientCheck checked(const Problem& problem, const nn::GradientCheckOptions& options = {}) {
    const nn::Forward forward = nn::forward(problem.network, problem.x);
    nn::Gradients gradients = nn::zero_gradients(problem.network, forward);
    nn::backward(problem.network, forward, gradients);
    return nn::check_gradients(problem.network, forward, gradients, options);
}

/// A pair of cells 1 x 2 under one pooling window, with dy = 4.
Problem pooled_pair(double first, double second) {
    return {{{nn::MaxPool2d{{1, 2}, {1, 1}, {0, 0}}}, nn::WeightedSum{nn::Tensor({1, 1, 1}, 4.0)}},
            nn::Tensor({1, 1, 2}, std::vector<double>{first, second})};
}

}  // namespace

TEST_CASE("gradient check: every layer agrees with central differences over 700 random configurations",
          "[nn][gradient_check]") {
    const std::uint64_t seed = GENERATE(20260101u);
    CAPTURE(seed);
    using Maker = Problem (*)(Random&);
    const std::pair<const char*, Maker> makers[] = {
        {"conv2d", random_problems::conv2d},          {"maxpool2d", random_problems::max_pool2d},
        {"linear", random_problems::fully_connected}, {"relu", random_problems::relu},
        {"nll", random_problems::softmax_nll},        {"chain", random_problems::chain}};
    Random random(seed);
    std::size_t configurations = 0, numbers = 0, kinks = 0;
    for (const auto& [name, make] : makers) {
        const int count = std::string(name) == "conv2d" ? 250 : 90;
        for (int i = 0; i < count; ++i) {
            CAPTURE(name, i);
            const nn::GradientCheck check = checked(make(random));
            ++configurations;
            numbers += check.checked.size();
            kinks += check.kinks.size();
            // A loss of magnitude 10 carries a rounding error of 1e-15; over a step of 2e-5, that is 1e-10.
            CHECK(check.max_relative_error < 2e-8);
            CHECK(check.checked.size() + check.kinks.size() == check.entries);
            CHECK_FALSE(check.sampled);
        }
    }
    CHECK(configurations >= 500);
    CHECK(numbers > 30000);
    CHECK(kinks < numbers / 100);  // random numbers hardly ever tie
}

TEST_CASE("gradient check: a wrong gradient is found", "[nn][gradient_check]") {
    Random random(5);
    const Problem problem = random_problems::chain(random);
    const nn::Forward forward = nn::forward(problem.network, problem.x);
    nn::Gradients gradients = nn::zero_gradients(problem.network, forward);
    nn::backward(problem.network, forward, gradients);
    gradients.parameters[0].weight[1] += 1e-3;
    const nn::GradientCheck check = nn::check_gradients(problem.network, forward, gradients);
    CHECK(check.max_relative_error > 5e-4);
}

TEST_CASE("gradient check: a tie is reported apart with both one-sided slopes, never averaged in",
          "[nn][gradient_check]") {
    const nn::GradientCheck check = checked(pooled_pair(3, 3));
    CHECK(check.checked.empty());
    CHECK(check.max_relative_error == 0);
    REQUIRE(check.kinks.size() == 2);
    // The first cell holds the maximum: raising it raises y, lowering it leaves the other in place.
    CHECK(check.kinks[0].analytic == 4);
    CHECK(check.kinks[0].slope_below == Approx(0).margin(1e-6));
    CHECK(check.kinks[0].slope_above == Approx(4));
    CHECK(check.kinks[0].between);
    CHECK(check.kinks[1].analytic == 0);
    CHECK(check.kinks[1].slope_above == Approx(4));
    CHECK(check.kinks[1].between);
}

TEST_CASE("gradient check: a near tie is no tie, the step gets shorter instead", "[nn][gradient_check]") {
    const nn::GradientCheck check = checked(pooled_pair(3, 3 + 1e-6));
    CHECK(check.kinks.empty());
    CHECK(check.checked.size() == 2);
    CHECK(check.max_relative_error <
          1e-4);  // a loss of 12, its last digit 2e-15, over a step of 2e-7 or less
}

TEST_CASE("gradient check: relu at exactly zero is a kink between the slopes 0 and dy",
          "[nn][gradient_check]") {
    const Problem problem{{{nn::Relu{}}, nn::WeightedSum{nn::Tensor({2}, std::vector<double>{2, 3})}},
                          nn::Tensor({2}, std::vector<double>{0, 1})};
    const nn::GradientCheck check = checked(problem);
    REQUIRE(check.kinks.size() == 1);
    CHECK(check.kinks[0].entry == nn::Entry{nn::Entry::Of::x, 0, 0});
    CHECK(check.kinks[0].slope_below == Approx(0).margin(1e-6));
    CHECK(check.kinks[0].slope_above == Approx(2));
    CHECK(check.checked.size() == 1);
}

TEST_CASE("gradient check: where two kinks meet, a subgradient outside of both slopes is said to be so",
          "[nn][gradient_check]") {
    // relu(x) - relu(-x) = x has slope 1 everywhere, yet backward finds 0 at x = 0.
    nn::Network network;
    network.layers.emplace_back(
        nn::FullyConnected{nn::Tensor({2, 1}, std::vector<double>{1, -1}), nn::Tensor({2})});
    network.layers.emplace_back(nn::Relu{});
    network.loss = nn::WeightedSum{nn::Tensor({2}, std::vector<double>{1, -1})};
    const nn::GradientCheck check = checked({network, nn::Tensor({1})});
    REQUIRE_FALSE(check.kinks.empty());
    CHECK(check.kinks[0].analytic == 0);
    CHECK(check.kinks[0].slope_below == Approx(1));
    CHECK(check.kinks[0].slope_above == Approx(1));
    CHECK_FALSE(check.kinks[0].between);
}

TEST_CASE(
    "gradient check: above 5,000 entries a seeded sample of 1,000 is checked, and small tensors are all in "
    "it",
    "[nn][gradient_check]") {
    Random random(11);
    Problem problem;
    problem.x = random.tensor({1, 60, 60});
    problem.network.layers.emplace_back(nn::Conv2d{random.tensor({2, 1, 3, 3}), random.tensor({2}), {2, 2}});
    problem.network.layers.emplace_back(
        nn::FullyConnected{random.tensor({2, 2 * 29 * 29}), random.tensor({2})});
    problem.network.loss = nn::NegativeLogLikelihood{1};
    CHECK(nn::differentiable_entries(problem.network, problem.x) == 3600 + 18 + 2 + 3364 + 2);

    const nn::GradientCheck check = checked(problem);
    CHECK(check.sampled);
    CHECK(check.entries == 6986);
    CHECK(check.checked.size() + check.kinks.size() == 1000);
    CHECK(check.max_relative_error < 1e-7);
    std::size_t kernel_entries = 0;
    std::set<std::size_t> different;
    for (const nn::CheckedEntry& entry : check.checked) {
        if (entry.entry.of == nn::Entry::Of::weight && entry.entry.layer == 0) ++kernel_entries;
        if (entry.entry.of == nn::Entry::Of::x) different.insert(entry.entry.flat);
    }
    CHECK(kernel_entries == 18);
    CHECK(different.size() == 489);  // (1000 - 18 - 2 - 2) / 2, each entry once

    nn::GradientCheckOptions other_seed;
    other_seed.seed = 2;
    const auto first = nn::entries_to_check(problem.network, problem.x, {});
    CHECK(first == nn::entries_to_check(problem.network, problem.x, {}));
    CHECK(first != nn::entries_to_check(problem.network, problem.x, other_seed));
}

TEST_CASE("gradient check: a requested stop ends it early", "[nn][gradient_check]") {
    Random random(3);
    const Problem problem = random_problems::chain(random);
    const nn::Forward forward = nn::forward(problem.network, problem.x);
    const nn::Gradients gradients = nn::zero_gradients(problem.network, forward);
    std::stop_source stop;
    stop.request_stop();
    CHECK(nn::check_gradients(problem.network, forward, gradients, {}, stop.get_token()).checked.empty());
}
