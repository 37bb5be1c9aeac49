#include "app/reference/opencv_threads.h"

#include <algorithm>
#include <mutex>

#include <opencv2/core/utility.hpp>

#include "sift/parallel.h"

namespace siftscope {
namespace {

std::mutex use_mutex;
int uses = 0;

}  // namespace

void set_opencv_threads([[maybe_unused]] int threads) {
#if defined(__SANITIZE_THREAD__)
    const int wanted = 1;  // neither OpenCV nor its oneTBB is instrumented: their locks would not be seen
#else
    const int wanted = std::min(sift::thread_count({.threads = threads}), sift::thread_count({}));
#endif
    if (cv::getNumThreads() != wanted) cv::setNumThreads(wanted);
}

OpencvUse::OpencvUse(int threads) {
    const std::lock_guard lock(use_mutex);
    if (uses++ == 0) set_opencv_threads(threads);
}

OpencvUse::~OpencvUse() {
    const std::lock_guard lock(use_mutex);
    --uses;
}

}  // namespace siftscope
