#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "app/files/atomic_file.h"
#include "app/jobs/latest_job.h"

namespace siftscope {

/// A file to be made and written in the background.
struct FileToWrite {
    std::filesystem::path path;
    std::function<std::string()> bytes;  ///< called in the background: it owns what it needs
};

/// Writes files in the background, whole or not at all. A started one is finished even when another waits.
class WriteJob {
  public:
    explicit WriteJob(std::function<void()> wake)
        : job_(
              [](const FileToWrite& file, const std::stop_token&) -> std::optional<std::filesystem::path> {
                  write_file(file.path, file.bytes());
                  return file.path;
              },
              std::move(wake)) {}

    void write(FileToWrite file) { job_.post(std::move(file)); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    /// The path written, or a sentence that says why it was not.
    [[nodiscard]] std::optional<JobOutcome<std::filesystem::path>> take() { return job_.take(); }

  private:
    LatestJob<FileToWrite, std::filesystem::path> job_;
};

}  // namespace siftscope
