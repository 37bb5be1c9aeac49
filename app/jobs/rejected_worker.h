#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "app/jobs/latest_job.h"
#include "app/model/picture.h"
#include "app/model/rejected_candidates.h"

namespace siftscope {

/// Of which pictures, and with which parameters.
struct RejectedRequest {
    std::array<std::shared_ptr<const Picture>, 2> pictures;  ///< the original and the rotated one
    sift::DetectParams params;
    int threads = 0;

    friend bool operator==(const RejectedRequest&, const RejectedRequest&) = default;
};

struct RejectedResult {
    RejectedRequest request;
    std::array<RejectedList, 2> candidates;
};

/// Finds the rejected candidates of both pictures in the background, the newest request first.
class RejectedWorker {
  public:
    using Answer = std::shared_ptr<const RejectedResult>;

    explicit RejectedWorker(std::function<void()> wake)
        : job_([this](const RejectedRequest& request,
                      const std::stop_token& stop) { return run(request, stop); },
               std::move(wake)) {}

    void find(RejectedRequest request) { job_.post(std::move(request)); }
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] std::optional<JobOutcome<Answer>> take() { return job_.take(); }

  private:
    std::optional<Answer> run(const RejectedRequest& request, const std::stop_token& stop);

    Answer last_;                             // used by the job's thread alone
    LatestJob<RejectedRequest, Answer> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
