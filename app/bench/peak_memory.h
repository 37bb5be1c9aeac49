#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siftscope {

/// Bytes of memory that `work` adds to what this process held before, at its peak; empty where the system
/// does not tell (it does on Linux).
[[nodiscard]] std::optional<std::int64_t> peak_bytes_of(const std::function<void()>& work);

/// What this program prints on standard output when it runs again, in a process of its own, with its own
/// arguments and `more` behind them; empty when it cannot be started or does not end with status 0.
[[nodiscard]] std::optional<std::string> output_of_child(const std::vector<std::string>& more);

}  // namespace siftscope
