#include "app/jobs/sweep_worker.h"

#include <chrono>

#include "app/model/error.h"

namespace siftscope {

SweepWorker::SweepWorker(std::function<void()> wake)
    : wake_(std::move(wake)),
      job_([this](const Numbered& sweep, const std::stop_token& stop) { return run(sweep, stop); }, wake_) {}

void SweepWorker::start(SweepRequest request) {
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(mutex_);
        number = ++newest_;
        progress_ = {};
    }
    job_.post({std::move(request), number});
}

SweepProgress SweepWorker::take_rows() {
    const std::lock_guard lock(mutex_);
    SweepProgress taken{{}, progress_.elapsed_s};
    taken.rows.swap(progress_.rows);
    return taken;
}

std::optional<bool> SweepWorker::run(const Numbered& sweep, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    give_way_to_all();
    const Clock::time_point start = Clock::now();
    std::optional<UserError> failure;
    SweepHooks hooks;
    hooks.load = [&](std::size_t) { return sweep.request.picture; };
    hooks.row_done = [&](std::size_t row, const SweepRow& figures) {
        {
            const std::lock_guard lock(mutex_);
            if (sweep.number != newest_) return;
            progress_.rows.emplace_back(row, figures);
            progress_.elapsed_s = std::chrono::duration<double>(Clock::now() - start).count();
        }
        wake_();
    };
    hooks.image_failed = [&](std::size_t, const std::string& why) { failure.emplace(why); };
    run_sweep(sweep.request.plan, hooks, sweep.request.threads, stop);
    if (failure) throw UserError(*failure);
    if (stop.stop_requested()) return std::nullopt;
    return true;
}

}  // namespace siftscope
