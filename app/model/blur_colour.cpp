#include "app/model/blur_colour.h"

#include <vector>

#include <opencv2/imgproc.hpp>

#include "sift/geometry/discrete_gaussian.h"

namespace siftscope {

cv::Mat blur_colour(const cv::Mat& colour, double sigma) {
    const sift::SymmetricTaps half = sift::discrete_gaussian_taps(sigma);
    std::vector<float> taps(half.rbegin(), half.rend() - 1);
    taps.insert(taps.end(), half.begin(), half.end());
    cv::Mat blurred;
    cv::sepFilter2D(colour, blurred, -1, taps, taps, {-1, -1}, 0, cv::BORDER_REFLECT_101);
    return blurred;
}

}  // namespace siftscope
