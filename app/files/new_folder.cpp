#include "app/files/new_folder.h"

#include <system_error>

#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {

namespace fs = std::filesystem;

NewFolder::NewFolder(const fs::path& folder) {
    if (folder.empty()) throw UserError("the name of the folder is empty; give the path of a folder");
    std::error_code error;
    for (fs::path path = fs::absolute(folder, error).lexically_normal(); !fs::exists(path, error);
         path = path.parent_path()) {
        if (path.has_filename()) made_.push_back(path);
        if (path == path.parent_path()) break;
    }
    fs::create_directories(folder, error);
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        remove();
        throw UserError("cannot make the folder " + shown(folder) + " (" +
                        (error ? error.message() : "a file has that name") + "); choose another");
    }
}

NewFolder::~NewFolder() {
    remove();
}

void NewFolder::remove() {
    std::error_code ignored;
    for (const fs::path& path : made_) fs::remove(path, ignored);  // only an empty folder goes
    made_.clear();
}

}  // namespace siftscope
