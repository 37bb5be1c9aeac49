#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "app/jobs/latest_job.h"
#include "app/model/compared_features.h"
#include "app/model/picture.h"

namespace siftscope {

/// Which picture is compared, and with which parameters.
struct CompareRequest {
    std::shared_ptr<const Picture> picture;
    Settings settings;  ///< see settings_to_compare

    friend bool operator==(const CompareRequest&, const CompareRequest&) = default;
};

/// `settings` without all that does not matter to a comparison: equal ones have equal answers.
[[nodiscard]] Settings settings_to_compare(const Settings& settings);

/// Never changed once made.
struct CompareAnswer {
    CompareRequest request;
    std::shared_ptr<const ComparedFeatures> compared;
    std::shared_ptr<const CompareReasons> reasons;  ///< null: not found yet
};

/// Compares cv::SIFT with ours in the background, the newest request first. The keypoints are there before
/// the reasons are.
class CompareWorker {
  public:
    using Answer = std::shared_ptr<const CompareAnswer>;

    explicit CompareWorker(std::function<void()> wake);

    void compare(CompareRequest request) { job_.post(std::move(request)); }
    /// Gives up what runs; no answer to earlier requests will come.
    void cancel();
    [[nodiscard]] bool busy() const { return job_.busy(); }
    struct News {
        Answer features;                            ///< still without reasons; null when there is none
        std::optional<JobOutcome<Answer>> reasons;  ///< the whole answer, or why there is none
    };
    /// What has come since the last call: features never after their reasons.
    [[nodiscard]] News take();

  private:
    std::optional<Answer> run(const CompareRequest& request, const std::stop_token& stop);

    std::function<void()> wake_;
    std::mutex mutex_;
    Answer features_;                        // guarded by mutex_
    LatestJob<CompareRequest, Answer> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
