#pragma once

#include <filesystem>
#include <vector>

namespace siftscope {

/// Makes a folder, and those above it that are missing, for files about to be written; takes away again what
/// it made unless `keep` is called: a failed run leaves no empty folders.
class NewFolder {
  public:
    /// Throws UserError naming the folder when it cannot be made.
    explicit NewFolder(const std::filesystem::path& folder);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    void keep() { made_.clear(); }

  private:
    void remove();

    std::vector<std::filesystem::path> made_;  ///< the innermost first
};

}  // namespace siftscope
