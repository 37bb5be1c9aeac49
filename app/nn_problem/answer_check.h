#pragma once

#include <string>
#include <vector>

#include "app/nn_problem/nn_problem.h"
#include "app/nn_problem/nn_solution.h"

namespace siftscope {

/// How one key of somebody's answer compares with the right one.
struct CheckedAnswer {
    std::string key;  ///< "dx", "layers[0].dweight"
    bool right = false;
    std::string first_wrong;  ///< "dweight[0, 1] is 3.5, but the right value is 7 (2 of 6 entries are wrong)"
    std::string slip;         ///< the known slip that explains every entry; empty when none does
};

/// Compares the keys that `expected` has, in its order, with the solution. `gradient_check` is passed over,
/// so that a result file checks itself.
///
///   tolerance  |theirs - right| <= tolerance max(1, |right|)
///
/// Throws UserError when `expected` is malformed, has a key that the result does not have, or none at all.
[[nodiscard]] std::vector<CheckedAnswer> check_answers(const NnProblem& problem, const NnSolution& solution,
                                                       const Json& expected, double tolerance);

/// What `siftscope nn --check` prints: the first wrong entry first, then the other keys, a line each.
[[nodiscard]] std::string check_report(const std::vector<CheckedAnswer>& answers);

}  // namespace siftscope
