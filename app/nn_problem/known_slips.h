#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/nn_problem/nn_problem.h"
#include "app/nn_problem/nn_solution.h"

namespace siftscope {

/// A well-known mistake carried out on the numbers of a problem.
struct Slip {
    std::string sentence;  ///< what was done and what is meant, as "a mean instead of a sum: ..."
    nn::Tensor answer;     ///< what then comes out; its shape may be wrong too
};

/// The place of an answer: a key of the result, inside layers[layer] when there is a layer.
struct AnswerKey {
    std::string name;  ///< "dx", "dweight", "p", ...; a list of argmax cells is a tensor [n, 2]
    std::optional<std::size_t> layer;
};

/// The answers that known slips give for one key, each slip alone and everything else right. In a network
/// this includes slips in layers above, carried down by the right backward pass.
[[nodiscard]] std::vector<Slip> known_slips(const NnProblem& problem, const NnSolution& solution,
                                            const AnswerKey& key);

/// What one layer sees, all of it right.
struct LayerNumbers {
    const nn::Tensor& x;
    const nn::Tensor& y;
    const nn::Tensor& dy;
    const nn::Tensor& dx;
    const nn::Gradients::Parameters& parameters;
    const std::vector<std::size_t>& argmax;
};

/// The slips of one layer in its answer `name`. Those of convolution know dx, dweight, dbias, y; and so on.
[[nodiscard]] std::vector<Slip> conv2d_slips(const nn::Conv2d& conv, const LayerNumbers& numbers,
                                             const std::string& name);
[[nodiscard]] std::vector<Slip> linear_slips(const nn::FullyConnected& full, const LayerNumbers& numbers,
                                             const std::string& name);
[[nodiscard]] std::vector<Slip> max_pool2d_slips(const nn::MaxPool2d& pool, const LayerNumbers& numbers,
                                                 const std::string& name);
[[nodiscard]] std::vector<Slip> relu_slips(const LayerNumbers& numbers, const std::string& name);
[[nodiscard]] std::vector<Slip> nll_slips(const nn::Tensor& logits, const nn::Tensor& p, std::size_t target,
                                          const std::string& name);

/// Each entry times `factor`.
[[nodiscard]] nn::Tensor scaled(nn::Tensor tensor, double factor);

/// [n, 2]: the row and column of each argmax.
[[nodiscard]] nn::Tensor argmax_tensor(const nn::Shape& x, const std::vector<std::size_t>& argmax);

}  // namespace siftscope
