#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "app/jobs/background_priority.h"

namespace siftscope {

/// What became of a request: a result, or one sentence for the user that says why there is none.
template <class Result>
struct JobOutcome {
    std::optional<Result> result;
    std::string error;
};

/// A thread that works on the newest request: a newer one cancels the older through its stop token and takes
/// its place in the queue of one. Whatever finishes all the same is still handed out, in order, since it is
/// newer than what the caller has. The owner's thread posts and takes; no lock is held while work is done.
///
///   Work   returns the result, or nothing when it was stopped; what it throws becomes the error
///   wake   called on the worker's thread whenever there is something to take; must outlive the job
template <class Request, class Result>
class LatestJob {
  public:
    using Work = std::function<std::optional<Result>(const Request&, std::stop_token)>;
    using Wake = std::function<void()>;

    LatestJob(Work work, Wake wake)
        : work_(std::move(work)),
          wake_(std::move(wake)),
          thread_([this](std::stop_token quit) { serve(quit); }) {}

    /// Cancels what runs and waits for it to end.
    ~LatestJob() {
        cancel();
        thread_.request_stop();
    }
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    /// The request that runs is stopped, or, with `let_finish`, only takes the place of one that waits.
    void post(Request request, bool let_finish = false) {
        {
            const std::lock_guard lock(mutex_);
            if (!let_finish) running_.request_stop();
            waiting_ = std::move(request);
        }
        changed_.notify_one();
    }

    /// A newer request waits for the end of the one that runs.
    [[nodiscard]] bool has_newer() const {
        const std::lock_guard lock(mutex_);
        return waiting_.has_value();
    }

    /// Forgets every request so far: none of them will have an outcome.
    void cancel() {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
        waiting_.reset();
        outcome_.reset();
        ++era_;
    }

    /// A request waits or runs, or an outcome waits to be taken.
    [[nodiscard]] bool busy() const {
        const std::lock_guard lock(mutex_);
        return waiting_ || working_ || outcome_;
    }

    /// The newest outcome since the last call. What the work hands out on its way is to be taken after it:
    /// taken before, it may miss what this outcome is based on.
    [[nodiscard]] std::optional<JobOutcome<Result>> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(outcome_, std::nullopt);
    }

  private:
    void serve(std::stop_token quit) {
        work_in_background();
        std::unique_lock lock(mutex_);
        while (changed_.wait(lock, quit, [this] { return waiting_.has_value(); })) {
            const Request request = std::move(*waiting_);
            waiting_.reset();
            running_ = std::stop_source{};
            const std::stop_token stop = running_.get_token();
            const std::uint64_t era = era_;
            working_ = true;

            lock.unlock();
            JobOutcome<Result> outcome = attempt(request, stop);
            lock.lock();

            working_ = false;
            // A failure under a requested stop may be of the stop's making.
            const bool worth_telling = outcome.result || (!outcome.error.empty() && !stop.stop_requested());
            if (era == era_ && worth_telling) outcome_ = std::move(outcome);
            lock.unlock();
            wake_();
            lock.lock();
        }
    }

    JobOutcome<Result> attempt(const Request& request, std::stop_token stop) {
        try {
            return {work_(request, std::move(stop)), {}};
        } catch (const std::bad_alloc&) {
            return {std::nullopt, "There is not enough memory for this; try a smaller picture."};
        } catch (const std::exception& failure) {
            const std::string sentence = failure.what();
            return {std::nullopt, sentence.empty() ? "The work failed without saying why." : sentence};
        }
    }

    const Work work_;
    const Wake wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Request> waiting_;
    std::optional<JobOutcome<Result>> outcome_;
    std::stop_source running_;
    std::uint64_t era_ = 0;  // counts the calls of cancel()
    bool working_ = false;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace siftscope
