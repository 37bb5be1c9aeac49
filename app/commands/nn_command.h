#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope nn PROBLEM.json`: solves a layer or a network, checks its gradients, and compares an answer
/// with it. Exit status 1 when `--check` finds a difference.
void add_nn_command(CLI::App& app, Action& action);

}  // namespace siftscope
