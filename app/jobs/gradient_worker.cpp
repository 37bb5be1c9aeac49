#include "app/jobs/gradient_worker.h"

#include <utility>

namespace siftscope {

GradientWorker::GradientWorker(std::function<void()> wake)
    : wake_(std::move(wake)),
      job_([this](const std::shared_ptr<const LabState>& state,
                  const std::stop_token& stop) { return run(state, stop); },
           wake_) {}

GradientWorker::News GradientWorker::take() {
    auto checked = job_.take();
    const std::lock_guard lock(mutex_);
    return {std::exchange(result_, nullptr), std::move(checked)};
}

// A state that is no longer the newest is solved to the end all the same: while a value is dragged, there
// would otherwise be nothing to see.
std::optional<CheckedLab> GradientWorker::run(std::shared_ptr<const LabState> state,
                                              const std::stop_token& stop) {
    std::shared_ptr<const SolvedLab> solved = solve_lab(std::move(state));
    auto pictures = pictures_of(*solved);
    StepSequence steps(*solved);
    const auto result = std::make_shared<const LabResult>(
        LabResult{std::move(solved), std::move(pictures), std::move(steps)});
    {
        const std::lock_guard lock(mutex_);
        result_ = result;
    }
    wake_();
    auto check = check_lab(*result->solved, stop);
    if (check == nullptr) return std::nullopt;
    return CheckedLab{result, std::move(check)};
}

}  // namespace siftscope
