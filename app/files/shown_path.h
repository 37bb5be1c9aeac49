#pragma once

#include <filesystem>
#include <string>

namespace siftscope {

/// A path as a sentence shows it: between quotes, on one line (control characters become '?').
[[nodiscard]] std::string shown(const std::filesystem::path& path);

}  // namespace siftscope
