#pragma once

#include <filesystem>
#include <string_view>

namespace siftscope {

/// Writes `bytes` to a temporary file beside `path` and renames it: a failure leaves no half file and does
/// not touch an old one. `-` is standard output. Throws UserError naming the file and the cause.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace siftscope
