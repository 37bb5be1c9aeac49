#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace siftscope {

struct FolderEntry {
    std::string name;
    bool is_folder = false;
    std::uintmax_t bytes = 0;
};

/// What the file browser shows of a folder.
struct FolderListing {
    std::vector<FolderEntry>
        entries;        ///< folders first, then pictures and sessions; each in the order of their names
    std::string error;  ///< one sentence when the folder cannot be read; else empty
};

/// Lists the folders, pictures and sessions of `folder`; names that begin with a dot only with `hidden`.
[[nodiscard]] FolderListing list_folder(const std::filesystem::path& folder, bool hidden);

/// Whether the name ends like that of a picture which OpenCV reads.
[[nodiscard]] bool looks_like_picture(const std::filesystem::path& file);

/// A path as a person types it: "~" is the home folder, a relative path starts at `folder`, a trailing
/// slash does not count.
[[nodiscard]] std::filesystem::path typed_path(std::string_view text, const std::filesystem::path& folder);

/// "1.2 MB", "340 kB": 1000 to the step, as file managers count.
[[nodiscard]] std::string readable_size(std::uintmax_t bytes);

}  // namespace siftscope
