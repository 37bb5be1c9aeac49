#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "app/jobs/latest_job.h"
#include "app/model/match_pipeline.h"

namespace siftscope {

/// Matches in the background: the newest settings win, and stages that they leave alone are not run again.
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

  private:
    struct Request {
        MatchInput input;
        Settings settings;
    };
    std::optional<std::shared_ptr<const MatchResult>> run(const Request& request, std::stop_token stop);

    const std::function<void()> wake_;
    MatchPipeline pipeline_;  // used by the job's thread alone
    std::mutex mutex_;
    std::shared_ptr<const SecondPicture> second_picture_;
    LatestJob<Request, std::shared_ptr<const MatchResult>> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
