#include "app/bench/machine_load.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

namespace siftscope {

double processor_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double share_of_processors(int threads) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const double before = processor_milliseconds();
    {
        std::vector<std::jthread> busy;
        for (int i = 0; i < threads; ++i)
            busy.emplace_back([start] {
                while (Clock::now() - start < std::chrono::milliseconds(100)) {
                }
            });
    }
    const double wall = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    // Virtual machines account processor time in coarse ticks: a tenth of a second can be charged as more.
    return std::min(1.0, (processor_milliseconds() - before) / (wall * threads));
}

}  // namespace siftscope
