#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include "app/drawing/animation.h"
#include "app/jobs/latest_job.h"

namespace siftscope {

/// Writes the frames of an animation in the background (write_animation).
class AnimationJob {
  public:
    struct Request {
        std::filesystem::path folder;
        MatchInput input;
        Settings settings;
        double step = 2;  ///< degrees
    };

    explicit AnimationJob(const std::function<void()>& wake)
        : wake_(wake),
          job_([this](const Request& request, const std::stop_token& stop) { return run(request, stop); },
               wake) {}

    void write(Request request) {
        done_ = 0;
        job_.post(std::move(request));
    }
    /// Gives it up; the frames are taken away again.
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    /// Frames written, and how many there will be; 0 before the first one.
    [[nodiscard]] std::pair<std::size_t, std::size_t> progress() const { return {done_, count_}; }
    /// The folder written, or a sentence that says why it was not.
    [[nodiscard]] std::optional<JobOutcome<std::filesystem::path>> take() { return job_.take(); }

  private:
    std::optional<std::filesystem::path> run(const Request& request, const std::stop_token& stop) {
        const auto tell = [this](std::size_t done, std::size_t count) {
            done_ = done;
            count_ = count;
            wake_();
        };
        const std::size_t frames =
            write_animation(request.folder, request.input, request.settings, request.step, tell, stop);
        if (frames == 0) return std::nullopt;
        return request.folder;
    }

    const std::function<void()> wake_;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<std::size_t> count_ = 0;
    LatestJob<Request, std::filesystem::path> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
