#include "sift/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#if defined(__SANITIZE_THREAD__)
#define SIFT_PLAIN_THREADS 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SIFT_PLAIN_THREADS 1
#endif
#endif

namespace sift {
namespace {

#if defined(SIFT_PLAIN_THREADS)

/// oneTBB as distributions build it is not instrumented: ThreadSanitizer would not see what its threads wait
/// for. It is given plain threads, which take ranges of `step` in turn.
void run_on_threads(int count, int step, int threads, const RunOptions& run,
                    const std::function<void(int, int)>& body) {
    std::atomic<int> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto take_ranges = [&] {
        for (int begin = 0; !run.stop.stop_requested() && (begin = next.fetch_add(step)) < count;) {
            try {
                body(begin, std::min(count, begin + step));
            } catch (...) {
                const std::lock_guard lock(mutex);
                failure = std::current_exception();
                return;
            }
        }
    };
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < std::min(threads, (count + step - 1) / step); ++i)
            workers.emplace_back(take_ranges);
    }
    if (failure) std::rethrow_exception(failure);
}

#else

void run_on_threads(int count, int step, int threads, const RunOptions& run,
                    const std::function<void(int, int)>& body) {
    // TBB would give no more threads than the machine has, and say so on standard error.
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(std::max(threads, thread_count({}))));
    tbb::task_arena arena(threads);
    arena.execute([&] {
        tbb::parallel_for(tbb::blocked_range<int>(0, count, static_cast<std::size_t>(step)),
                          [&](const tbb::blocked_range<int>& range) {
                              if (!run.stop.stop_requested()) body(range.begin(), range.end());
                          });
    });
}

#endif

}  // namespace

int thread_count(const RunOptions& run) {
    if (run.threads > 0) return run.threads;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallel_for(int count, int grain, const RunOptions& run, const std::function<void(int, int)>& body) {
    if (count <= 0 || run.stop.stop_requested()) return;
    const int step = std::max(1, grain);
    const int threads = thread_count(run);
    if (threads == 1 || count <= step) {
        // In pieces, so that a stop is heeded here as well.
        for (int begin = 0; begin < count && !run.stop.stop_requested(); begin += step)
            body(begin, std::min(count, begin + step));
        return;
    }
    run_on_threads(count, step, threads, run, body);
}

}  // namespace sift
