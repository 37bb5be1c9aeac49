#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `explain IMAGE --at X,Y`: why there is a keypoint, or why there is none.
void add_explain_command(CLI::App& app, Action& action);

}  // namespace siftscope
