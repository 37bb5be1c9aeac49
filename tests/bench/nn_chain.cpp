// Times the chain conv 3x3 (8 kernels) -> relu -> pool 2 -> linear to 10 -> nll, forward and backward.
//
// Protocol, for script/bench_nn.py: reads the problem from the file that is its argument (doubles: the
// picture, then weight and bias of the convolution, then of the linear layer), and for every line on standard
// input runs both passes once and answers "wall_ms cpu_ms loss sum_of_absolute_dx".

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

#include "nn/network.h"

namespace {

nn::Tensor read(std::ifstream& file, nn::Shape shape) {
    nn::Tensor tensor(std::move(shape));
    file.read(reinterpret_cast<char*>(tensor.data().data()),
              static_cast<std::streamsize>(tensor.size() * sizeof(double)));
    return tensor;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_nn_chain NUMBERS SIDE\n");
        return 2;
    }
    const std::size_t side = std::stoul(argv[2]), pooled = (side - 2) / 2;
    std::ifstream file(argv[1], std::ios::binary);
    const nn::Tensor x = read(file, {1, side, side});
    nn::Network network;
    nn::Tensor kernels = read(file, {8, 1, 3, 3}), kernel_bias = read(file, {8});
    network.layers.emplace_back(nn::Conv2d{std::move(kernels), std::move(kernel_bias)});
    network.layers.emplace_back(nn::Relu{});
    network.layers.emplace_back(nn::MaxPool2d{});
    nn::Tensor weight = read(file, {10, 8 * pooled * pooled}), bias = read(file, {10});
    network.layers.emplace_back(nn::FullyConnected{std::move(weight), std::move(bias)});
    network.loss = nn::NegativeLogLikelihood{3};
    if (!file) {
        std::fprintf(stderr, "bench_nn_chain: %s holds too few numbers\n", argv[1]);
        return 2;
    }

    nn::Gradients gradients;
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t cpu_start = std::clock();
        const nn::Forward forward = nn::forward(network, x);
        if (gradients.values.empty())
            gradients = nn::zero_gradients(network, forward);
        else
            nn::clear(gradients);
        nn::backward(network, forward, gradients);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        const double cpu_ms = 1e3 * static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
        double sum = 0;
        for (const double dx : gradients.values[0].data()) sum += std::abs(dx);
        std::printf("%.6f %.6f %.17g %.17g\n", took.count(), cpu_ms, forward.loss, sum);
        std::fflush(stdout);
    }
    return 0;
}
