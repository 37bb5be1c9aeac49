#pragma once

#include <cstdint>
#include <random>
#include <utility>

#include "nn/network.h"

/// Random layers and inputs that fit each other; the same seed gives the same problem on every machine.
namespace random_problems {

class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// An integer from `least` to `most`, both included.
    std::size_t integer(std::size_t least, std::size_t most) {
        return least + static_cast<std::size_t>(engine_() % (most - least + 1));
    }

    /// A number in [-1, 1).
    double number() { return static_cast<double>(engine_() >> 11) * 0x1p-52 - 1; }

    nn::Tensor tensor(nn::Shape shape) {
        nn::Tensor tensor(std::move(shape));
        for (double& value : tensor.data()) value = number();
        return tensor;
    }

    /// Small integers: many ties.
    nn::Tensor tied_tensor(nn::Shape shape) {
        nn::Tensor tensor(std::move(shape));
        for (double& value : tensor.data()) value = static_cast<double>(integer(0, 3));
        return tensor;
    }

  private:
    std::mt19937_64 engine_;
};

struct Problem {
    nn::Network network;
    nn::Tensor x;
};

inline nn::Pair pair(Random& random, std::size_t least, std::size_t most) {
    return {random.integer(least, most), random.integer(least, most)};
}

/// Closes a network with the loss sum of dy * y for a random dy.
inline void close_with_weighted_sum(Random& random, Problem& problem) {
    problem.network.loss =
        nn::WeightedSum{random.tensor(nn::value_shapes(problem.network, problem.x.shape()).back())};
}

inline nn::Conv2d conv2d_layer(Random& random, const nn::Shape& x) {
    while (true) {
        const std::size_t channels = random.integer(1, 3);
        nn::Conv2d conv{random.tensor({channels, x[0], random.integer(1, 4), random.integer(1, 4)}),
                        random.tensor({channels}), pair(random, 1, 3), pair(random, 0, 3),
                        pair(random, 1, 3)};
        const auto spans_fit = [&](std::size_t axis) {
            return conv.dilation[axis] * (conv.weight.extent(axis + 2) - 1) + 1 <=
                   x[axis + 1] + 2 * conv.padding[axis];
        };
        if (spans_fit(0) && spans_fit(1)) return conv;
    }
}

inline nn::MaxPool2d max_pool2d_layer(Random& random, const nn::Shape& x) {
    while (true) {
        nn::MaxPool2d pool{pair(random, 1, 4), pair(random, 1, 3), {0, 0}};
        for (std::size_t axis = 0; axis < 2; ++axis)
            pool.padding[axis] = random.integer(0, pool.kernel[axis] / 2);
        if (pool.kernel[0] <= x[1] + 2 * pool.padding[0] && pool.kernel[1] <= x[2] + 2 * pool.padding[1])
            return pool;
    }
}

inline Problem conv2d(Random& random) {
    Problem problem;
    problem.x = random.tensor({random.integer(1, 3), random.integer(1, 8), random.integer(1, 8)});
    problem.network.layers.emplace_back(conv2d_layer(random, problem.x.shape()));
    close_with_weighted_sum(random, problem);
    return problem;
}

inline Problem max_pool2d(Random& random) {
    Problem problem;
    problem.x = random.tensor({random.integer(1, 3), random.integer(2, 8), random.integer(2, 8)});
    problem.network.layers.emplace_back(max_pool2d_layer(random, problem.x.shape()));
    close_with_weighted_sum(random, problem);
    return problem;
}

inline Problem fully_connected(Random& random) {
    Problem problem;
    const std::size_t in = random.integer(1, 12), out = random.integer(1, 8);
    problem.x = random.tensor({in});
    problem.network.layers.emplace_back(nn::FullyConnected{random.tensor({out, in}), random.tensor({out})});
    close_with_weighted_sum(random, problem);
    return problem;
}

inline Problem relu(Random& random) {
    Problem problem;
    problem.x = random.tensor({random.integer(1, 3), random.integer(1, 5), random.integer(1, 5)});
    problem.network.layers.emplace_back(nn::Relu{});
    close_with_weighted_sum(random, problem);
    return problem;
}

inline Problem softmax_nll(Random& random) {
    Problem problem;
    problem.x = random.tensor({random.integer(1, 9)});
    for (double& logit : problem.x.data()) logit *= 5;
    problem.network.loss = nn::NegativeLogLikelihood{random.integer(0, problem.x.size() - 1)};
    return problem;
}

/// conv -> relu -> pool -> fully connected -> NLL.
inline Problem chain(Random& random) {
    Problem problem;
    problem.x = random.tensor({random.integer(1, 2), random.integer(4, 8), random.integer(4, 8)});
    auto& layers = problem.network.layers;
    layers.emplace_back(conv2d_layer(random, problem.x.shape()));
    layers.emplace_back(nn::Relu{});
    layers.emplace_back(
        max_pool2d_layer(random, nn::value_shapes(problem.network, problem.x.shape()).back()));
    const std::size_t in = nn::entries(nn::value_shapes(problem.network, problem.x.shape()).back());
    const std::size_t classes = random.integer(2, 5);
    layers.emplace_back(nn::FullyConnected{random.tensor({classes, in}), random.tensor({classes})});
    problem.network.loss = nn::NegativeLogLikelihood{random.integer(0, classes - 1)};
    return problem;
}

}  // namespace random_problems
