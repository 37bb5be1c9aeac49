#pragma once

#include <stop_token>
#include <string>

#include "app/nn_problem/nn_problem.h"
#include "nn/gradient_check.h"

namespace siftscope {

/// Every number of a solved problem.
struct NnSolution {
    nn::Forward forward;
    nn::Gradients gradients;
    nn::GradientCheck check;
};

/// Runs both passes and the check by central differences; a requested stop ends the check early.
/// Throws UserError when a number of the result is not finite: the input was too large for double precision.
[[nodiscard]] NnSolution solve(const NnProblem& problem, const std::stop_token& stop = {});

/// The passes alone: `check` stays empty. Throws as solve() does.
[[nodiscard]] NnSolution run_passes(const NnProblem& problem);

/// The result file:
///   nll                    loss, p, dlogits, dp_target (the derivative of p_target by each logit)
///   linear, conv2d         y, dx, dweight, dbias
///   relu                   y, dx
///   maxpool2d              y, dx, argmax ([row, column] in x of each entry of y)
///   network                loss and p (or y), dx, layers: [{y, dy, dweight, dbias, argmax as far as there
///   are any}]
/// and in each "gradient_check": {"max_relative_error", "checked", "entries", ..., "kinks"}.
[[nodiscard]] Json result_json(const NnProblem& problem, const NnSolution& solution);

/// The name of an entry in the problem file: "x[0, 1, 2]", "layers[0].weight[1]".
[[nodiscard]] std::string entry_name(const NnProblem& problem, const nn::Entry& entry);

/// "checked 132 of 132 numbers, largest relative error 3e-10; 2 ties or kinks apart"
[[nodiscard]] std::string check_sentence(const nn::GradientCheck& check);

}  // namespace siftscope
