#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "app/model/sweep.h"

namespace siftscope {

/// What a running sweep asks and tells, on any of its threads, the caller's among them. `load` may be called
/// by several at once; `row_done` and `image_failed` by one at a time, and they do not throw.
struct SweepHooks {
    /// The picture of plan.images[image]; throws what is wrong with it.
    std::function<std::shared_ptr<const Picture>(std::size_t image)> load;
    /// All that a row is taken from, before it is finished; by several threads at once. May be empty.
    std::function<void(std::size_t row, const MatchResult& match, const sift::Features& original,
                       const sift::Features& turned)>
        matched;
    /// A row is finished; rows come in any order.
    std::function<void(std::size_t row, const SweepRow& figures)> row_done;
    /// An image was given up, for the reason in one sentence. Rows that it already has stay.
    std::function<void(std::size_t image, const std::string& why)> image_failed;
};

/// Measures all rows of the plan, in parallel over images and angles; returns when all are done or given up,
/// or soon after a stop was requested. Each picture is read once, each original detected once by each engine,
/// each angle turned once for all engines. When there are many rows each detection runs in one thread.
///
///   threads  in all; 0 = as many as the machine has
///   memory   bytes that pictures and detections in flight may take together, by estimate; 0 = half of the
///            machine's. One at least is always let through.
void run_sweep(const SweepPlan& plan, const SweepHooks& hooks, int threads, std::stop_token stop = {},
               std::size_t memory = 0);

}  // namespace siftscope
