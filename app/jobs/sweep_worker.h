#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "app/jobs/latest_job.h"
#include "app/model/run_sweep.h"

namespace siftscope {

/// A sweep over one picture that is in memory already.
struct SweepRequest {
    std::shared_ptr<const Picture> picture;
    SweepPlan plan;  ///< of one image: this picture, by its name
    int threads = 0;
};

/// Rows of the newest sweep that are new, by their number in its plan, and how long it took to come so far.
struct SweepProgress {
    std::vector<std::pair<std::size_t, SweepRow>> rows;
    double elapsed_s = 0;
};

/// Runs sweeps in the background, behind all other work; the newest wins, and its rows are told as they come.
class SweepWorker {
  public:
    explicit SweepWorker(std::function<void()> wake);

    void start(SweepRequest request);
    /// Ends the sweep: what is measured in this moment is given up, or told when it is done all the same.
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }

    /// Rows since the last call; none of a sweep before the newest.
    [[nodiscard]] SweepProgress take_rows();
    /// True when the newest sweep is through, or one sentence that says why it is not.
    [[nodiscard]] std::optional<JobOutcome<bool>> take() { return job_.take(); }

  private:
    struct Numbered {
        SweepRequest request;
        std::uint64_t number = 0;
    };
    std::optional<bool> run(const Numbered& sweep, const std::stop_token& stop);

    const std::function<void()> wake_;
    std::mutex mutex_;
    std::uint64_t newest_ = 0;       ///< counts the sweeps
    SweepProgress progress_;         ///< of the newest, not taken yet
    LatestJob<Numbered, bool> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
