#pragma once

namespace siftscope {

/// Parses the arguments and runs the subcommand, or opens the window when there is none.
/// Returns the exit status of the contract: 0 done, 1 the answer is no, 2 bad usage or input, 3 no display,
/// 5 a script step failed. Never throws.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

}  // namespace siftscope
