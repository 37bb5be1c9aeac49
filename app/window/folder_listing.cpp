#include "app/window/folder_listing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <tuple>

#include "app/files/session_file.h"

namespace siftscope {

namespace fs = std::filesystem;

namespace {

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

bool looks_like_picture(const fs::path& file) {
    constexpr std::array<std::string_view, 23> extensions = {
        ".png", ".jpg", ".jpeg", ".jpe", ".jp2", ".webp", ".tif", ".tiff", ".bmp", ".dib", ".pbm", ".pgm",
        ".ppm", ".pxm", ".pnm",  ".pfm", ".sr",  ".ras",  ".exr", ".hdr",  ".pic", ".gif", ".avif"};
    const std::string extension = lower_case(file.extension().string());
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

FolderListing list_folder(const fs::path& folder, bool hidden) {
    FolderListing listing;
    std::error_code failed;
    fs::directory_iterator at(folder, failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
        FolderEntry entry;
        entry.name = at->path().filename().string();
        if (!hidden && entry.name.rfind('.', 0) == 0) continue;
        std::error_code unreadable;  // a dangling link or a file that just vanished is left out
        entry.is_folder = at->is_directory(unreadable);
        if (!entry.is_folder) {
            if (!(looks_like_picture(at->path()) || is_session_name(at->path())) ||
                !at->is_regular_file(unreadable))
                continue;
            entry.bytes = at->file_size(unreadable);
        }
        listing.entries.push_back(std::move(entry));
    }
    if (failed)
        listing.error = "The folder " + folder.string() + " cannot be shown: " + failed.message() + ".";
    std::sort(listing.entries.begin(), listing.entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        const std::string name_a = lower_case(a.name);
        const std::string name_b = lower_case(b.name);
        return std::tie(b.is_folder, name_a, a.name) < std::tie(a.is_folder, name_b, b.name);
    });
    return listing;
}

fs::path typed_path(std::string_view text, const fs::path& folder) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    fs::path path(text);
    if (const char* home = std::getenv("HOME"); home != nullptr && !text.empty() && text.front() == '~') {
        if (text.size() == 1) path = home;
        if (text.size() > 1 && text[1] == '/') path = fs::path(home) / text.substr(2);
    }
    path = (folder / path).lexically_normal();
    if (!path.has_filename() && path != path.root_path()) path = path.parent_path();
    return path;
}

std::string readable_size(std::uintmax_t bytes) {
    constexpr std::array units = {"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    // 999.5 would round to a thousand of the smaller unit.
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit == 0 || value >= 99.5 ? "%.0f %s" : "%.1f %s", value,
                  units[unit]);
    return text.data();
}

}  // namespace siftscope
