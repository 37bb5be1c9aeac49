#pragma once

#include <CLI/App.hpp>

#include "app/commands/action.h"

namespace siftscope {

/// `siftscope validate IMAGE...`: our classic profile against cv::SIFT itself, keypoint by keypoint. Exit
/// status 1 when they agree less than they must, 2 when a picture could not be read; the others are done.
void add_validate_command(CLI::App& app, Action& action);

}  // namespace siftscope
