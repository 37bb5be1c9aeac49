#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/jobs/latest_job.h"
#include "app/model/picture.h"

namespace siftscope {

struct LoadedPicture {
    std::filesystem::path path;  ///< as asked for
    std::shared_ptr<const Picture> picture;
    double time_ms = 0;  ///< that reading and decoding took
};

/// Reads picture files in the background; opening another one gives the first one up.
class PictureLoader {
  public:
    explicit PictureLoader(std::function<void()> wake);

    void open(std::filesystem::path path) { job_.post(std::move(path)); }
    /// Gives up what is being read.
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    /// The picture, or a sentence that names the file and says what is wrong with it.
    [[nodiscard]] std::optional<JobOutcome<LoadedPicture>> take() { return job_.take(); }

  private:
    LatestJob<std::filesystem::path, LoadedPicture> job_;
};

}  // namespace siftscope
