#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "app/jobs/latest_job.h"
#include "app/model/match_pipeline.h"
#include "app/model/match_preview.h"

namespace siftscope {

/// Matches in the background: the newest settings win, and stages that they leave alone are not run again.
/// While settings are dragged, answers to those on the way come as often as they can: a match that runs is
/// not given up for a newer one. Of a large picture a coarse match comes first, and only it is never given
/// up; the exact one is, unless it has proved to be quick.
class MatchWorker {
  public:
    using Outcome = JobOutcome<std::shared_ptr<const MatchResult>>;

    explicit MatchWorker(std::function<void()> wake);

    void match(MatchInput input, Settings settings);
    /// Gives up what runs; no result of earlier requests will come.
    void cancel();
    [[nodiscard]] bool busy() const { return job_.busy(); }

    /// The newest result since the last call, or one sentence that says why there is none.
    [[nodiscard]] std::optional<Outcome> take() { return job_.take(); }
    /// The newest rotated picture since the last call; it comes before the result that uses it.
    [[nodiscard]] std::shared_ptr<const SecondPicture> take_second_picture();
    /// The newest coarse match since the last call, see MatchPreview; it comes before the result.
    [[nodiscard]] std::shared_ptr<const MatchResult> take_preview();

  private:
    struct Request {
        MatchInput input;
        Settings settings;
    };
    std::optional<std::shared_ptr<const MatchResult>> run(const Request& request, std::stop_token stop);

    const std::function<void()> wake_;
    bool begin(bool may_be_stopped);

    // Used by the job's thread alone.
    MatchPipeline pipeline_;
    MatchPreview coarse_;
    std::shared_ptr<const Picture> timed_;  ///< whose last exact match, with a detection, took
    double detection_s_ = 0;                ///< so long

    std::mutex mutex_;  // of all below
    std::shared_ptr<const SecondPicture> second_picture_;
    std::shared_ptr<const MatchResult> preview_;
    bool may_be_stopped_ = true;                                  ///< what runs
    LatestJob<Request, std::shared_ptr<const MatchResult>> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
