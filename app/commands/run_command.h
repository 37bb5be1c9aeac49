#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope run SESSION.json`: the match of a session file that the window has saved, with its numbers.
void add_run_command(CLI::App& app, Action& action);

}  // namespace siftscope
