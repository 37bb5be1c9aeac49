#include "app/jobs/match_worker.h"

#include <chrono>
#include <utility>

namespace siftscope {
namespace {

/// Seconds: a match of the turned picture that took no longer needs no preview while one drags.
constexpr double quick_s = 0.25;

bool is_large(const Picture& picture) {
    return static_cast<double>(picture.width) * picture.height > MatchPreview::large_pixels;
}

}  // namespace

MatchWorker::MatchWorker(std::function<void()> wake)
    : wake_(std::move(wake)),
      job_([this](const Request& request, std::stop_token stop) { return run(request, std::move(stop)); },
           wake_) {}

void MatchWorker::match(MatchInput input, Settings settings) {
    const std::lock_guard lock(mutex_);
    job_.post({std::move(input), settings}, !may_be_stopped_);
}

void MatchWorker::cancel() {
    job_.cancel();
    const std::lock_guard lock(mutex_);
    second_picture_.reset();
    preview_.reset();
}

MatchWorker::News MatchWorker::take() {
    auto exact = job_.take();
    const std::lock_guard lock(mutex_);
    return {std::exchange(second_picture_, nullptr), std::exchange(preview_, nullptr), std::move(exact)};
}

/// From here on newer requests stop what runs, or wait for its end. False when it is not worth to begin,
/// since it would be stopped at once.
bool MatchWorker::begin(bool may_be_stopped) {
    const std::lock_guard lock(mutex_);
    may_be_stopped_ = may_be_stopped;
    return !(may_be_stopped && job_.has_newer());
}

std::optional<std::shared_ptr<const MatchResult>> MatchWorker::run(const Request& request,
                                                                   std::stop_token stop) {
    using Clock = std::chrono::steady_clock;
    const auto show = [&](auto& slot, auto made) {
        if (stop.stop_requested()) return;
        {
            const std::lock_guard lock(mutex_);
            slot = std::move(made);
        }
        wake_();
    };
    bool has_coarse = false;
    const bool detected = pipeline_.has_detected(request.input, request.settings);
    const bool quick = timed_ == request.input.first && detection_s_ <= quick_s;
    if (!detected && (is_large(*request.input.first) || (timed_ == request.input.first && !quick))) {
        begin(false);
        if (auto coarse = coarse_.run(request.input, request.settings, stop)) {
            has_coarse = true;
            show(preview_, std::move(coarse));
        }
    }
    // Stopped by each edit, a match without a coarse one would never be done while one drags; a person who
    // waits for the last answer waits twice as long at most.
    if (!begin(has_coarse && !quick)) return std::nullopt;
    const Clock::time_point start = Clock::now();
    auto result = pipeline_.run(request.input, request.settings, stop,
                                [&](auto second) { show(second_picture_, std::move(second)); });
    if (!result) return std::nullopt;
    if (!detected) {
        detection_s_ = std::chrono::duration<double>(Clock::now() - start).count();
        timed_ = request.input.first;
    }
    return result;
}

}  // namespace siftscope
