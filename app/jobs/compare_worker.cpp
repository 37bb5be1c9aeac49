#include "app/jobs/compare_worker.h"

#include <utility>

namespace siftscope {

Settings settings_to_compare(const Settings& settings) {
    Settings compared;
    compared.engine = settings.engine;
    compared.profile = settings.profile;
    compared.detect = settings.detect;
    compared.threads = settings.threads;
    return compared;
}

CompareWorker::CompareWorker(std::function<void()> wake)
    : wake_(std::move(wake)),
      job_([this](const CompareRequest& request, const std::stop_token& stop) { return run(request, stop); },
           wake_) {}

void CompareWorker::cancel() {
    job_.cancel();
    const std::lock_guard lock(mutex_);
    features_.reset();
}

CompareWorker::News CompareWorker::take() {
    auto reasons = job_.take();
    const std::lock_guard lock(mutex_);
    return {std::exchange(features_, nullptr), std::move(reasons)};
}

std::optional<CompareWorker::Answer> CompareWorker::run(const CompareRequest& request,
                                                        const std::stop_token& stop) {
    const sift::Image& grey = request.picture->grey;
    auto compared = compare_features(grey, request.settings, stop);
    if (compared == nullptr) return std::nullopt;
    {
        const std::lock_guard lock(mutex_);
        if (stop.stop_requested()) return std::nullopt;
        features_ = std::make_shared<const CompareAnswer>(CompareAnswer{request, compared, nullptr});
    }
    wake_();
    auto reasons = compare_reasons(grey, *compared, {request.settings.threads, stop});
    if (reasons == nullptr) return std::nullopt;
    return std::make_shared<const CompareAnswer>(
        CompareAnswer{request, std::move(compared), std::move(reasons)});
}

}  // namespace siftscope
