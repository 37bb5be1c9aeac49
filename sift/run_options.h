#pragma once

#include <stop_token>

namespace sift {

struct StageTimes;

/// How a computation runs; never changes its result.
struct RunOptions {
    /// Threads to use; 0 = as many as the machine has.
    int threads = 0;
    /// A requested stop ends the work early; what it returns is then empty and to be thrown away.
    std::stop_token stop{};
    /// Where the time spent in each stage is added up, if anybody wants to know.
    StageTimes* times = nullptr;
};

}  // namespace sift
