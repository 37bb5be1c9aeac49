#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace siftscope {

/// One output of a command: where it goes (`-` is standard output) and what it holds.
struct OutputFile {
    std::filesystem::path path;
    std::string bytes;
};

/// Writes `bytes` to a temporary file beside `path` and renames it: a failure leaves no half file and does
/// not touch an old one. `-` is standard output. Throws UserError naming the file and the cause.
///
/// A link is followed: the file that it points to is replaced, the link stays. What is no regular file
/// (/dev/null, /dev/stdout, a pipe) is written directly. An old file keeps its permissions; a new one gets
/// 0666 less the umask.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for several outputs of one run: all are written to temporary files before the first is renamed,
/// so that a failure of one touches none of the old files.
void write_files(std::span<const OutputFile> files);

/// Throws the UserError that `write_file` would throw for this path, as far as it can be told before there
/// is anything to write: the folder is missing or read-only, the target is a folder or read-only.
/// For the start of a long run.
void require_writable(const std::filesystem::path& path);

}  // namespace siftscope
