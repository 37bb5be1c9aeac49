#include "app/model/assets.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace siftscope {
namespace fs = std::filesystem;

fs::path assets_folder() {
    std::vector<fs::path> places;
    if (const char* named = std::getenv("SIFTSCOPE_ASSETS"); named != nullptr && *named != '\0')
        places.emplace_back(named);
    std::error_code ignored;
    if (const fs::path program = fs::read_symlink("/proc/self/exe", ignored); !program.empty())
        places.push_back(program.parent_path().parent_path() / "share/siftscope/assets");
    places.emplace_back(SIFTSCOPE_SOURCE_ASSETS);
    for (const fs::path& place : places)
        if (fs::is_directory(place, ignored)) return place;
    return {};
}

std::vector<fs::path> bundled_pictures() {
    std::vector<fs::path> pictures;
    std::error_code failed;
    for (fs::directory_iterator entry(assets_folder(), failed), end; !failed && entry != end;
         entry.increment(failed))
        if (entry->path().extension() == ".png") pictures.push_back(entry->path());
    std::sort(pictures.begin(), pictures.end());
    return pictures;
}

}  // namespace siftscope
