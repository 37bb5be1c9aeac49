#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope bench IMAGE...`: our SIFT and OpenCV's in turns, in one run: ratios of time and memory, with
/// the agreement beside them. Exit status 2 when a picture could not be read; the others are measured.
void add_bench_command(CLI::App& app, Action& action);

}  // namespace siftscope
