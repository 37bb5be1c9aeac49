#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <tuple>
#include <vector>

#include "app/gradients/lab_state.h"
#include "app/nn_problem/nn_solution.h"
#include "nn/contributions.h"

namespace siftscope {

/// A state with every number of its forward and backward pass; never changed once made.
struct SolvedLab {
    std::shared_ptr<const LabState> state;
    NnProblem problem;  ///< complete(*state)
    std::vector<nn::Shape> shapes;
    nn::Forward forward;
    nn::Gradients gradients;
    nn::Tensor dp_target;  ///< derivative of p_target by each logit; empty without a target
    nn::Tensor live;       ///< of a max pooling or relu alone: 1 where moving x moves y, else 0; else empty
};

/// Runs both passes. Throws UserError when a number is not finite.
[[nodiscard]] std::shared_ptr<const SolvedLab> solve_lab(std::shared_ptr<const LabState> state);

/// What central differences say of one gradient.
struct CellCheck {
    double numeric = 0;
    double relative_error = 0;
    bool kink = false;  ///< then the slopes count, and `numeric` is their mean, which is no gradient
    double slope_below = 0, slope_above = 0;
    bool between = true;  ///< of a kink: the gradient lies between the slopes
};

/// The check of a solved state by central differences: of x, weights and biases, and in small problems of the
/// values between, too.
struct LabCheck {
    nn::GradientCheck check;
    std::map<std::tuple<nn::Cell::Of, std::size_t, std::size_t>, CellCheck> cells;  ///< by gradient cell

    [[nodiscard]] const CellCheck* of(const nn::Cell& gradient) const;
};

/// Of one tensor of gradients.
struct TensorCheck {
    std::size_t checked = 0, kinks = 0;
    double largest_error = 0;
};
[[nodiscard]] TensorCheck check_of_tensor(const LabCheck& check, nn::Cell::Of of, std::size_t place);

/// A requested stop ends it early with nothing.
[[nodiscard]] std::shared_ptr<const LabCheck> check_lab(const SolvedLab& solved,
                                                        const std::stop_token& stop = {});

/// Both as `siftscope nn` has them: for the result file and the derivation.
[[nodiscard]] NnSolution solution_of(const SolvedLab& solved, const LabCheck& check);

/// Values between are checked up to this many entries of the whole problem.
inline constexpr std::size_t most_entries_checked_between = 5000;

}  // namespace siftscope
