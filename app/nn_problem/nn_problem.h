#pragma once

#include <string>
#include <string_view>

#include "app/nn_problem/strict_json.h"
#include "nn/network.h"

namespace siftscope {

/// A layer or a network with its input and its loss: what `siftscope nn` solves and the gradient screen
/// shows.
///
/// A layer alone is a network of one layer whose loss is the sum of dy * y; "nll" is a network of no layer.
struct NnProblem {
    std::string kind;  ///< "nll", "linear", "conv2d", "relu", "maxpool2d" or "network"
    nn::Tensor x;      ///< "nll" calls it logits
    nn::Network network;
};

/// Reads the text of a problem file:
///   {"layer": "nll", "logits", "target"}              {"layer": "linear", "x", "weight", "bias", "dy"}
///   {"layer": "conv2d", "x", "weight", "bias", "dy", "stride" [1, 1], "padding" [0, 0], "dilation" [1, 1]}
///   {"layer": "maxpool2d", "x", "dy", "kernel", "stride" (the kernel), "padding" [0, 0]}
///   {"layer": "relu", "x", "dy"}
///   {"layer": "network", "x", "target", "layers": [the same without x and dy]}; or "dy" in place of "target"
/// with what is taken when a key is missing behind it.
///
/// Everything is checked, also that it fits into memory and ends in reasonable time.
/// Throws UserError: one sentence that names the layer, the key and the value.
[[nodiscard]] NnProblem parse_nn_problem(std::string_view text);

/// The problem as a file that parse_nn_problem() reads back as the same.
[[nodiscard]] Json to_json(const NnProblem& problem);

/// Throws UserError when the shapes do not fit, or the problem is too large; parse_nn_problem() has asked it.
void require_solvable(const NnProblem& problem);

/// How many entries all values, parameters and their gradients may hold together, and how many
/// multiplications the forward pass may take.
inline constexpr std::size_t max_problem_entries = std::size_t{1} << 27;
inline constexpr double max_problem_multiplications = 2e10;

}  // namespace siftscope
