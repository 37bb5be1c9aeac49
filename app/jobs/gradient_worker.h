#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/gradients/solved_lab.h"
#include "app/gradients/steps.h"
#include "app/gradients/tensor_picture.h"
#include "app/jobs/latest_job.h"

namespace siftscope {

/// A solved state and what the screen needs besides to draw it at once.
struct LabResult {
    std::shared_ptr<const SolvedLab> solved;
    std::map<std::string, TensorPicture> pictures;
    StepSequence steps;
};

/// A result that was checked by central differences.
struct CheckedLab {
    std::shared_ptr<const LabResult> result;
    std::shared_ptr<const LabCheck> check;
};

/// Solves the gradient screen's problem in the background, the newest state first; the check follows.
class GradientWorker {
  public:
    explicit GradientWorker(std::function<void()> wake);

    void solve(std::shared_ptr<const LabState> state) { job_.post(std::move(state)); }
    [[nodiscard]] bool busy() const { return job_.busy(); }

    struct News {
        std::shared_ptr<const LabResult> result;        ///< the newest solved state; null when there is none
        std::optional<JobOutcome<CheckedLab>> checked;  ///< or one sentence that says why nothing is solved
    };
    /// What has come since the last call: a state never after its check.
    [[nodiscard]] News take();

  private:
    std::optional<CheckedLab> run(std::shared_ptr<const LabState> state, const std::stop_token& stop);

    const std::function<void()> wake_;
    std::mutex mutex_;
    std::shared_ptr<const LabResult> result_;
    LatestJob<std::shared_ptr<const LabState>, CheckedLab> job_;  // last: its thread uses all of the above
};

}  // namespace siftscope
