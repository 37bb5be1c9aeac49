// Which cells light up with a cell, against brute force: perturb everything and see what changes.

#include <algorithm>
#include <set>
#include <vector>

#include "app/gradients/dependencies.h"
#include "app/gradients/presets.h"
#include "app/gradients/shown_tensors.h"
#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

using Of = nn::Cell::Of;
using random_problems::Random;

nn::Tensor& given(NnProblem& problem, Of of, std::size_t place) {
    if (of == Of::value) return problem.x;
    if (of == Of::loss_weight) return std::get<nn::WeightedSum>(problem.network.loss).dy;
    nn::Layer& layer = problem.network.layers[place];
    return of == Of::weight ? *nn::weight_of(layer) : *nn::bias_of(layer);
}

std::shared_ptr<const SolvedLab> solved_preset(const NnProblem& problem) {
    return solve_lab(std::make_shared<const LabState>(LabState{"test", problem, false, std::nullopt}));
}

/// conv (stride, padding, dilation at random) -> conv -> fully connected: without a gate, so that every
/// weight moves every output that it stands in, whatever the numbers.
NnProblem gateless(Random& random) {
    nn::Network network;
    const std::size_t in = random.integer(1, 2), middle = random.integer(1, 2), out = random.integer(1, 2);
    nn::Conv2d first{random.tensor({middle, in, random.integer(1, 3), random.integer(1, 3)}),
                     random.tensor({middle})};
    first.stride = {random.integer(1, 2), random.integer(1, 3)};
    first.padding = {random.integer(0, 2), random.integer(0, 1)};
    first.dilation = {random.integer(1, 2), random.integer(1, 2)};
    nn::Conv2d second{random.tensor({out, middle, 2, random.integer(1, 2)}), random.tensor({out})};
    second.padding = {1, 1};
    network.layers = {first, second};
    const nn::Tensor x = random.tensor({in, random.integer(5, 7), random.integer(5, 7)});
    nn::Shape end = nn::value_shapes(network, x.shape()).back();
    if (random.integer(0, 1) == 1) {
        network.layers.emplace_back(
            nn::FullyConnected{random.tensor({3, nn::entries(end)}), random.tensor({3})});
        end = {3};
    }
    network.loss = nn::WeightedSum{random.tensor(end)};
    return {"network", x, network};
}

bool lit(const std::vector<CellSet>& sets, Of of, std::size_t place, std::size_t flat) {
    return std::any_of(sets.begin(), sets.end(), [&](const CellSet& set) {
        return set.of == of && set.place == place && set.contains(flat);
    });
}

struct GivenTensor {
    Of of;
    std::size_t place;
};
std::vector<GivenTensor> given_tensors(const NnProblem& problem) {
    std::vector<GivenTensor> all{{Of::value, 0}, {Of::loss_weight, 0}};
    for (std::size_t l = 0; l < problem.network.layers.size(); ++l)
        if (nn::weight_of(problem.network.layers[l]) != nullptr) {
            all.push_back({Of::weight, l});
            all.push_back({Of::bias, l});
        }
    return all;
}

/// Moves every given number, and compares for every cell of `looked_at` whether it changed with whether it
/// said that it hangs on that number.
void compare_with_brute_force(const NnProblem& problem, const std::vector<GivenTensor>& looked_at) {
    const auto base = solved_preset(problem);
    std::vector<std::vector<std::vector<CellSet>>> behind;
    for (const GivenTensor& target : looked_at) {
        const nn::Tensor& tensor = *tensor_of(*base, {target.of, target.place, 0});
        behind.emplace_back();
        for (std::size_t flat = 0; flat < tensor.size(); ++flat)
            behind.back().push_back(dependencies(*base, {target.of, target.place, flat}));
    }
    for (const GivenTensor& source : given_tensors(problem)) {
        NnProblem moved = problem;
        nn::Tensor& tensor = given(moved, source.of, source.place);
        for (std::size_t flat = 0; flat < tensor.size(); ++flat) {
            const double old = tensor[flat];
            tensor[flat] += 0.37;
            const auto after = solved_preset(moved);
            tensor[flat] = old;
            for (std::size_t t = 0; t < looked_at.size(); ++t) {
                const nn::Tensor& now = *tensor_of(*after, {looked_at[t].of, looked_at[t].place, 0});
                const nn::Tensor& before = *tensor_of(*base, {looked_at[t].of, looked_at[t].place, 0});
                for (std::size_t cell = 0; cell < now.size(); ++cell) {
                    CAPTURE(static_cast<int>(source.of), source.place, flat,
                            static_cast<int>(looked_at[t].of), looked_at[t].place, cell);
                    const bool changed = std::abs(now[cell] - before[cell]) > 1e-12;
                    const bool itself =
                        looked_at[t].of == source.of && looked_at[t].place == source.place && cell == flat;
                    if (itself) continue;
                    if (changed != lit(behind[t][cell], source.of, source.place, flat)) {
                        CHECK(changed == lit(behind[t][cell], source.of, source.place, flat));
                        return;
                    }
                }
            }
        }
    }
}

}  // namespace

TEST_CASE("dependencies: a value lights up exactly the cells that change it when they are moved",
          "[app][gradients]") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const NnProblem problem = gateless(random);
        std::vector<GivenTensor> values;
        for (std::size_t v = 1; v <= problem.network.layers.size(); ++v) values.push_back({Of::value, v});
        compare_with_brute_force(problem, values);
        SUCCEED();
    }
}

TEST_CASE("dependencies: a gradient lights up exactly the cells that change it when they are moved",
          "[app][gradients]") {
    for (std::uint64_t seed = 101; seed <= 112; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        const NnProblem problem = gateless(random);
        std::vector<GivenTensor> gradients;
        for (std::size_t v = 0; v <= problem.network.layers.size(); ++v)
            gradients.push_back({Of::value_grad, v});
        // Weights of the first layer hang on x, those of later ones on values that hang on more than is lit.
        gradients.push_back({Of::weight_grad, 0});
        gradients.push_back({Of::bias_grad, 0});
        compare_with_brute_force(problem, gradients);
        SUCCEED();
    }
}

TEST_CASE("dependencies: a pooling reads its whole window, relu only its own cell", "[app][gradients]") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        nn::Network network;
        nn::MaxPool2d pool{{random.integer(1, 3), random.integer(2, 3)}, {random.integer(1, 2), 2}, {0, 1}};
        network.layers = {nn::Relu{}, pool};
        const nn::Tensor x = random.tensor({2, 6, 7});
        const nn::Shape end = nn::value_shapes(network, x.shape()).back();
        network.loss = nn::WeightedSum{random.tensor(end)};
        const auto lab = solved_preset({"network", x, network});
        // Whatever else a window holds, a cell of it that is made huge is its maximum.
        for (std::size_t cell = 0; cell < x.size(); ++cell) {
            NnProblem moved = lab->problem;
            moved.x[cell] = 100;
            const auto after = solved_preset(moved);
            for (std::size_t y = 0; y < nn::entries(end); ++y) {
                CAPTURE(cell, y);
                CHECK((after->forward.values[2][y] == 100) ==
                      lit(dependencies(*lab, {Of::value, 2, y}), Of::value, 0, cell));
            }
        }
    }
}

TEST_CASE("dependencies: the loss hangs on all logits, p on all logits, and a class on all maps",
          "[app][gradients]") {
    const auto lab = solve_lab(std::make_shared<const LabState>(lab_of_preset("chain")));
    const auto of_loss = dependencies(*lab, {Of::loss, 0, 0});
    for (std::size_t i = 0; i < 2; ++i) CHECK(lit(of_loss, Of::value, 4, i));
    CHECK(lit(of_loss, Of::p, 0, 0));
    CHECK_FALSE(lit(of_loss, Of::p, 0, 1));  // the target is class 0
    const auto of_p = dependencies(*lab, {Of::p, 0, 1});
    for (std::size_t i = 0; i < 36; ++i) CHECK(lit(of_p, Of::value, 0, i));
    const auto of_dlogit = dependencies(*lab, {Of::value_grad, 4, 1});
    CHECK(lit(of_dlogit, Of::p, 0, 1));
    CHECK_FALSE(lit(of_dlogit, Of::p, 0, 0));
    CHECK(dependencies(*lab, {Of::weight, 0, 0}).empty());
    CHECK(dependencies(*lab, {Of::value, 1, 9999}).empty());
}
