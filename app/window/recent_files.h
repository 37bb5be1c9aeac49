#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace siftscope {

/// $XDG_STATE_HOME/siftscope, else ~/.local/state/siftscope; empty when neither variable is set.
[[nodiscard]] std::filesystem::path state_folder();

/// The pictures opened lately, newest first, kept in `recent.json` of a folder. A file that is missing,
/// broken or not writable costs the memory, nothing else.
class RecentFiles {
  public:
    static constexpr std::size_t limit = 12;

    /// Empty `folder`: nothing is kept.
    explicit RecentFiles(std::filesystem::path folder);

    /// Puts `file` first and writes the list.
    void remember(const std::filesystem::path& file);
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return files_; }

  private:
    void read();
    void write() const;

    std::filesystem::path folder_;
    std::vector<std::filesystem::path> files_;
};

}  // namespace siftscope
