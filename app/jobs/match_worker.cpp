#include "app/jobs/match_worker.h"

#include <utility>

namespace siftscope {

MatchWorker::MatchWorker(std::function<void()> wake)
    : wake_(std::move(wake)),
      job_([this](const Request& request, std::stop_token stop) { return run(request, std::move(stop)); },
           wake_) {}

void MatchWorker::match(MatchInput input, Settings settings) {
    job_.post({std::move(input), settings});
}

void MatchWorker::cancel() {
    job_.cancel();
    const std::lock_guard lock(mutex_);
    second_picture_.reset();
}

std::shared_ptr<const SecondPicture> MatchWorker::take_second_picture() {
    const std::lock_guard lock(mutex_);
    return std::exchange(second_picture_, nullptr);
}

std::optional<std::shared_ptr<const MatchResult>> MatchWorker::run(const Request& request,
                                                                   std::stop_token stop) {
    const auto show = [&](std::shared_ptr<const SecondPicture> second) {
        if (stop.stop_requested()) return;
        {
            const std::lock_guard lock(mutex_);
            second_picture_ = std::move(second);
        }
        wake_();
    };
    auto result = pipeline_.run(request.input, request.settings, stop, show);
    if (!result) return std::nullopt;
    return result;
}

}  // namespace siftscope
