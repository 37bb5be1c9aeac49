#include "sift/parallel.h"

#include <algorithm>
#include <thread>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace sift {

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

}  // namespace sift
