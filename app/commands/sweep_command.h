#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope sweep IMAGE... --angles START:STOP:STEP`: how a detector holds up over many angles. Exit status
/// 2 when a picture could not be read; the others are done. Stopped by Ctrl+C it writes the finished rows.
void add_sweep_command(CLI::App& app, Action& action);

}  // namespace siftscope
