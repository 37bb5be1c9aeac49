#pragma once

#include <functional>
#include <stop_token>

namespace siftscope {

/// What a subcommand does once the whole command line is parsed; returns the exit status. A requested stop
/// (Ctrl+C) makes it return early with nothing half-written; the status is then not used.
///
/// A subcommand lives in X_command.{h,cpp} as `void add_X_command(CLI::App& app, Action& action)`: it adds
/// itself and its options to `app`, and its final callback sets `action`. Errors are thrown: UserError, or
/// any std::exception, become one sentence and exit status 2.
using Action = std::function<int(const std::stop_token& stop)>;

}  // namespace siftscope
