#include "tests/house/project_files.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace fs = std::filesystem;

fs::path top_folder() {
    return SIFTSCOPE_SOURCE_DIR;
}

std::vector<fs::path> files_of(const fs::path& folder, const std::vector<std::string>& endings) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(top_folder() / folder)) {
        const std::string name = entry.path().filename().string();
        const bool wanted = std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
            return name.size() >= ending.size() &&
                   name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
        });
        if (entry.is_regular_file() && wanted) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}
