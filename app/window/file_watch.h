#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

namespace siftscope {

/// Notices when files change after they were read, by their time and size.
class FileWatch {
  public:
    /// Whether one of `files` differs from when `reading` was first given, or from when this was last told. A
    /// file that is gone, as while it is being replaced, has not changed yet.
    ///
    ///   reading   what was read from the files: another value begins anew
    [[nodiscard]] bool changed(const void* reading, const std::vector<std::filesystem::path>& files);

  private:
    using Stamp = std::optional<std::pair<std::filesystem::file_time_type, std::uintmax_t>>;
    static Stamp stamp_of(const std::filesystem::path& file);

    const void* reading_ = nullptr;
    std::vector<Stamp> stamps_;
};

}  // namespace siftscope
