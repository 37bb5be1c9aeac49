#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope match IMAGE`: a picture against itself rotated, or against another one; as a picture, a
/// report, a table of matches, files for COLMAP or a summary.
void add_match_command(CLI::App& app, Action& action);

}  // namespace siftscope
