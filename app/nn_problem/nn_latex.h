#pragma once

#include <string>

#include "app/nn_problem/nn_problem.h"
#include "app/nn_problem/nn_solution.h"

namespace siftscope {

/// The problem and its solution as a LaTeX document: every tensor, the formula of each layer, and for each
/// cell of the results the formula with the numbers in place. Large tensors are shortened with dots.
[[nodiscard]] std::string nn_latex(const NnProblem& problem, const NnSolution& solution);

}  // namespace siftscope
