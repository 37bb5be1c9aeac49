#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace siftscope {

/// What a program prints on standard output: `program` is looked for on PATH when its name has no slash,
/// `words` are its arguments, its own name first; no shell comes between. Empty when it cannot be started,
/// does not end with status 0, or is ended because a stop was requested.
[[nodiscard]] std::optional<std::string> child_output(const std::string& program,
                                                      std::vector<std::string> words,
                                                      const std::stop_token& stop = {});

}  // namespace siftscope
