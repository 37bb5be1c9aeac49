#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace siftscope {

/// All bytes of a regular file. Throws UserError, one sentence with the file's name, for what is missing, a
/// folder, a device or pipe (reading it might never end), unreadable, empty, or of 2 GiB and more.
[[nodiscard]] std::vector<std::uint8_t> read_file_bytes(const std::filesystem::path& path);

}  // namespace siftscope
