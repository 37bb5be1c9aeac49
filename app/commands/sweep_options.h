#pragma once

#include <string>
#include <vector>

#include "app/model/shard.h"

namespace siftscope {

/// The angles of `--angles`: START:STOP:STEP, or a number, or several of these separated by commas;
/// ascending, each once. Throws UserError naming the option, what was given and what is wrong with it.
[[nodiscard]] std::vector<double> parse_angles(const std::string& text, const std::string& option);

/// `I/N` with I from 1 to N. Throws UserError likewise.
[[nodiscard]] Shard parse_shard(const std::string& text, const std::string& option);

}  // namespace siftscope
