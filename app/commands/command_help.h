#pragma once

#include <string>
#include <vector>

#include <CLI/App.hpp>

namespace siftscope {

/// Adds a subcommand with `--help` and `--version`, in the house's help format.
CLI::App& add_command(CLI::App& app, const std::string& name, const std::string& description);

/// `--help`, `--version` and the help format; add_command has called it already.
void add_common_flags(CLI::App& app);

/// "  written        NAME" for each file, as the last lines of a summary.
[[nodiscard]] std::string written_lines(const std::vector<std::string>& files);

/// The help of the subcommand that was named, or of the program.
[[nodiscard]] std::string help_text(const CLI::App& app);

/// One sentence for a command line that could not be parsed, ending in where help is found.
[[nodiscard]] std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error);

}  // namespace siftscope
