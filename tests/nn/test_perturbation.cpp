#include "nn/perturbation.h"

#include "tests/nn/random_problems.h"
#include "tests/support/catch.h"

namespace {

/// The forward pass itself, run again with the entry moved.
double loss_when_moved(random_problems::Problem problem, const nn::Entry& entry, double change) {
    if (entry.of == nn::Entry::Of::x)
        problem.x[entry.flat] += change;
    else if (entry.of == nn::Entry::Of::weight)
        (*nn::weight_of(problem.network.layers[entry.layer]))[entry.flat] += change;
    else
        (*nn::bias_of(problem.network.layers[entry.layer]))[entry.flat] += change;
    return nn::forward(problem.network, problem.x).loss;
}

}  // namespace

TEST_CASE("perturbation: moving one entry changes the loss exactly as running the whole network again does",
          "[nn][perturbation]") {
    const std::uint64_t seed = 2718;
    random_problems::Random random(seed);
    for (int i = 0; i < 60; ++i) {
        const random_problems::Problem problem = i % 3 == 0   ? random_problems::conv2d(random)
                                                 : i % 3 == 1 ? random_problems::max_pool2d(random)
                                                              : random_problems::chain(random);
        const nn::Forward base = nn::forward(problem.network, problem.x);
        nn::Perturbation perturbation(problem.network, base);
        std::vector<nn::Entry> entries;
        for (std::size_t flat = 0; flat < problem.x.size(); ++flat)
            entries.push_back({nn::Entry::Of::x, 0, flat});
        for (std::size_t l = 0; l < problem.network.layers.size(); ++l)
            if (const nn::Tensor* weight = nn::weight_of(problem.network.layers[l])) {
                for (std::size_t flat = 0; flat < weight->size(); ++flat)
                    entries.push_back({nn::Entry::Of::weight, l, flat});
                entries.push_back({nn::Entry::Of::bias, l, 0});
            }
        for (const nn::Entry& entry : entries) {
            const auto kind = static_cast<int>(entry.of);
            CAPTURE(seed, i, kind, entry.layer, entry.flat);
            // A large step, so that maxima change hands and relus switch on the way.
            for (const double change : {-0.7, 0.7})
                CHECK(base.loss + perturbation.move(entry, change).loss_change ==
                      Approx(loss_when_moved(problem, entry, change)).epsilon(1e-11).margin(1e-11));
        }
    }
}
