#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/nn_problem/nn_problem.h"

namespace siftscope {

/// A ready problem that shows one idea.
struct NnExample {
    std::string name;   ///< as `siftscope nn --example NAME` takes it
    std::string shows;  ///< one line
    NnProblem problem;
};

/// worked_3x3, overlap, tie, conv_stride2_padding, channels_2x2, fully_connected, nll, chain: the presets of
/// the gradient screen, in its order. Small numbers that can be followed by hand.
[[nodiscard]] const std::vector<NnExample>& nn_examples();

/// Throws UserError that lists the names when there is no such example.
[[nodiscard]] const NnExample& nn_example(std::string_view name);

}  // namespace siftscope
