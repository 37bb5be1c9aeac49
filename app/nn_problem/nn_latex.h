#pragma once

#include <string>

#include "app/nn_problem/nn_problem.h"
#include "app/nn_problem/nn_solution.h"

namespace siftscope {

/// The problem and its solution as a LaTeX document: every tensor, the formula of each layer, and for each
/// cell of the results the formula with the numbers in place. Large tensors are shortened with dots.
[[nodiscard]] std::string nn_latex(const NnProblem& problem, const NnSolution& solution);

/// One tensor, a display for each of its matrices; `name` is set in front of them.
[[nodiscard]] std::string tensor_latex(const std::string& name, const nn::Tensor& tensor);

/// How the document calls the tensor with this key of the result: "dx", "layers[0].weight".
[[nodiscard]] std::string latex_name(const NnProblem& problem, const std::string& key);

}  // namespace siftscope
