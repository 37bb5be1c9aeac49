#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope detect IMAGE`: the keypoints of one picture as a file, a drawing or a summary.
void add_detect_command(CLI::App& app, Action& action);

}  // namespace siftscope
