#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>

namespace siftscope {

/// How the window is started.
struct WindowOptions {
    std::optional<std::filesystem::path> image;   ///< none: a bundled picture
    std::optional<std::filesystem::path> script;  ///< steps to act out, see docs/scripted-window.md
};

/// Opens the window and returns when it is closed: 0, or 3 when there is no display or no OpenGL 3.3 (said in
/// one sentence on standard error that names the subcommands), or 5 when a step of the script failed.
/// A requested stop closes the window as a person would.
[[nodiscard]] int run_window(const WindowOptions& options, const std::stop_token& stop);

}  // namespace siftscope
