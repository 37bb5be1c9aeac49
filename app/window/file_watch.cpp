#include "app/window/file_watch.h"

#include <system_error>

namespace siftscope {
namespace fs = std::filesystem;

FileWatch::Stamp FileWatch::stamp_of(const fs::path& file) {
    std::error_code unknown;
    const auto time = fs::last_write_time(file, unknown);
    if (unknown) return std::nullopt;
    const auto size = fs::file_size(file, unknown);
    if (unknown) return std::nullopt;
    return std::pair(time, size);
}

bool FileWatch::changed(const void* reading, const std::vector<fs::path>& files) {
    const bool anew = reading != reading_ || files.size() != stamps_.size();
    if (anew) stamps_.assign(files.size(), std::nullopt);
    reading_ = reading;
    bool any = false;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Stamp now = stamp_of(files[i]);
        if (!now || now == stamps_[i]) continue;
        any = any || (!anew && stamps_[i].has_value());
        stamps_[i] = now;
    }
    return any;
}

}  // namespace siftscope
