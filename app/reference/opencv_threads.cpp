#include "app/reference/opencv_threads.h"

#include <algorithm>

#include <opencv2/core/utility.hpp>

#include "sift/parallel.h"

namespace siftscope {

void set_opencv_threads(int threads) {
    const int wanted = std::min(sift::thread_count({.threads = threads}), sift::thread_count({}));
    if (cv::getNumThreads() != wanted) cv::setNumThreads(wanted);
}

}  // namespace siftscope
