#include <numeric>

#include "app/nn_problem/known_slips.h"

namespace siftscope {
namespace {

/// The tensor [out, in] whose entries are f(k, i).
template <class Function>
nn::Tensor matrix(std::size_t rows, std::size_t columns, Function f) {
    nn::Tensor tensor({rows, columns});
    for (std::size_t k = 0; k < rows; ++k)
        for (std::size_t i = 0; i < columns; ++i) tensor(k, i) = f(k, i);
    return tensor;
}

std::vector<Slip> input_gradient_slips(const nn::FullyConnected& full, const LayerNumbers& numbers) {
    const nn::Tensor &w = full.weight, &dy = numbers.dy;
    const std::size_t out = w.extent(0), in = w.extent(1);
    std::vector<Slip> slips;
    const auto input = [&](const std::string& sentence, auto f) {
        nn::Tensor dx(numbers.x.shape());
        for (std::size_t i = 0; i < in; ++i) dx[i] = f(i);
        slips.push_back({sentence, std::move(dx)});
    };
    if (in == out)
        input("a missing transpose: W dy instead of W^T dy", [&](std::size_t i) {
            double sum = 0;
            for (std::size_t k = 0; k < out; ++k) sum += w(i, k) * dy[k];
            return sum;
        });
    else
        input(
            "a missing transpose: W was read with its rows and columns relabelled, not transposed; dx is W^T "
            "dy",
            [&](std::size_t i) {
                double sum = 0;
                for (std::size_t k = 0; k < out; ++k) sum += w[i * out + k] * dy[k];
                return sum;
            });
    slips.push_back({"a mean instead of a sum: the terms over the outputs k are added, not averaged",
                     scaled(numbers.dx, 1 / static_cast<double>(out))});
    input("a missing sum over the outputs: only the first output's dy is carried back",
          [&](std::size_t i) { return w(0, i) * dy[0]; });
    input("the upstream gradient is missing: these are the column sums of W, without dy", [&](std::size_t i) {
        double sum = 0;
        for (std::size_t k = 0; k < out; ++k) sum += w(k, i);
        return sum;
    });
    return slips;
}

std::vector<Slip> weight_gradient_slips(const nn::FullyConnected& full, const LayerNumbers& numbers) {
    const nn::Tensor &x = numbers.x, &dy = numbers.dy;
    const std::size_t out = full.weight.extent(0), in = full.weight.extent(1);
    const double dy_sum = std::accumulate(dy.data().begin(), dy.data().end(), 0.0);
    return {{"a missing transpose: x dy^T instead of dy x^T",
             matrix(in, out, [&](std::size_t i, std::size_t k) { return x[i] * dy[k]; })},
            {"a mean instead of a sum: divided by the number of outputs",
             scaled(numbers.parameters.weight, 1 / static_cast<double>(out))},
            {"a mean instead of a sum: divided by the number of inputs",
             scaled(numbers.parameters.weight, 1 / static_cast<double>(in))},
            {"the upstream gradient is missing: each row is x, not dy_k x",
             matrix(out, in, [&](std::size_t, std::size_t i) { return x[i]; })},
            {"the input is missing: each row k is dy_k, not dy_k x",
             matrix(out, in, [&](std::size_t k, std::size_t) { return dy[k]; })},
            {"a sum over the wrong index: dW(k, i) is dy_k x_i for one k, not summed over all outputs",
             matrix(out, in, [&](std::size_t, std::size_t i) { return dy_sum * x[i]; })},
            {"W in place of x: dW = dy x^T does not contain W",
             matrix(out, in, [&](std::size_t k, std::size_t i) { return dy[k] * full.weight(k, i); })}};
}

std::vector<Slip> bias_gradient_slips(const nn::FullyConnected& full, const LayerNumbers& numbers) {
    const nn::Tensor& dy = numbers.dy;
    const double sum = std::accumulate(dy.data().begin(), dy.data().end(), 0.0);
    nn::Tensor times_bias = dy;
    for (std::size_t k = 0; k < dy.size(); ++k) times_bias[k] *= full.bias[k];
    return {{"a mean instead of a sum: divided by the number of outputs",
             scaled(dy, 1 / static_cast<double>(dy.size()))},
            {"a sum over the wrong index: db_k is dy_k alone, not the sum over all outputs",
             nn::Tensor(dy.shape(), sum)},
            {"b itself is in it: db_k is dy_k, for y_k grows one to one with b_k", std::move(times_bias)},
            {"the upstream gradient is missing: db_k is dy_k, not 1", nn::Tensor(dy.shape(), 1.0)}};
}

std::vector<Slip> output_slips(const nn::FullyConnected& full, const LayerNumbers& numbers) {
    nn::FullyConnected without_bias = full;
    without_bias.bias.fill(0);
    std::vector<Slip> slips{
        {"the bias is missing: y = W x + b", nn::fully_connected(without_bias, numbers.x)}};
    const std::size_t n = full.weight.extent(0);
    if (n == full.weight.extent(1)) {
        nn::FullyConnected transposed = full;
        transposed.weight = matrix(n, n, [&](std::size_t k, std::size_t i) { return full.weight(i, k); });
        slips.push_back(
            {"a transpose too many: W^T x instead of W x", nn::fully_connected(transposed, numbers.x)});
    }
    return slips;
}

}  // namespace

std::vector<Slip> linear_slips(const nn::FullyConnected& full, const LayerNumbers& numbers,
                               const std::string& name) {
    if (name == "dx") return input_gradient_slips(full, numbers);
    if (name == "dweight") return weight_gradient_slips(full, numbers);
    if (name == "dbias") return bias_gradient_slips(full, numbers);
    if (name == "y") return output_slips(full, numbers);
    return {};
}

}  // namespace siftscope
