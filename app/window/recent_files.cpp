#include "app/window/recent_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/files/atomic_file.h"
#include "app/model/error.h"

namespace siftscope {

namespace fs = std::filesystem;

fs::path state_folder() {
    // The XDG Base Directory Specification: a relative path is to be ignored.
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && state[0] == '/')
        return fs::path(state) / "siftscope";
    if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/')
        return fs::path(home) / ".local" / "state" / "siftscope";
    return {};
}

RecentFiles::RecentFiles(fs::path folder) : folder_(std::move(folder)) {
    if (!folder_.empty()) read();
}

void RecentFiles::read() {
    std::ifstream in(folder_ / "recent.json");
    const auto list = nlohmann::json::parse(in, nullptr, false);
    if (!list.is_array()) return;
    for (const auto& entry : list)
        if (entry.is_string() && files_.size() < limit) files_.emplace_back(entry.get<std::string>());
}

void RecentFiles::remember(const fs::path& file) {
    std::error_code failed;
    fs::path full = fs::absolute(file, failed).lexically_normal();
    if (failed) return;
    files_.erase(std::remove(files_.begin(), files_.end(), full), files_.end());
    files_.insert(files_.begin(), std::move(full));
    if (files_.size() > limit) files_.resize(limit);
    if (!folder_.empty()) write();
}

void RecentFiles::write() const {
    std::error_code ignored;
    fs::create_directories(folder_, ignored);
    nlohmann::json list = nlohmann::json::array();
    for (const fs::path& file : files_) list.push_back(file.string());
    try {
        // A file name need not be UTF-8.
        write_file(folder_ / "recent.json",
                   list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    } catch (const UserError&) {
        // The list is a comfort: the picture is open all the same.
    }
}

}  // namespace siftscope
