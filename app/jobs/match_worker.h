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
    struct News {
        std::shared_ptr<const SecondPicture> second;  ///< the newest rotated picture; null when there is none
        std::shared_ptr<const MatchResult> preview;   ///< the newest coarse match, see MatchPreview, or null
        std::optional<Outcome> exact;                 ///< or one sentence that says why there is no match
    };

    explicit MatchWorker(std::function<void()> wake);

    void match(MatchInput input, Settings settings);
    /// Gives up what runs; no result of earlier requests will come.
    void cancel();
    [[nodiscard]] bool busy() const { return job_.busy(); }

    /// What has come since the last call: a rotated picture and a coarse match never after the exact match of
    /// the same settings. They may belong to newer settings than the exact match does.
    [[nodiscard]] News take();

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
