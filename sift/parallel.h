#pragma once

#include <functional>

#include "sift/run_options.h"

namespace sift {

/// The one door to threads: calls body(begin, end) for disjoint ranges that together cover [0, count).
/// The ranges depend on scheduling, so a body must not: what it writes for index i depends on i alone.
/// Ranges not yet begun are skipped once a stop is requested. Exceptions of the body reach the caller.
/// `grain`: the least number of indices worth a task.
void parallel_for(int count, int grain, const RunOptions& run, const std::function<void(int, int)>& body);

/// The number of threads that `run` asks for: run.threads, or all of the machine's for 0.
[[nodiscard]] int thread_count(const RunOptions& run);

}  // namespace sift
