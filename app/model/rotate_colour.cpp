#include "app/model/rotate_colour.h"

#include <algorithm>

#include <opencv2/core.hpp>

#include "app/model/blur_colour.h"
#include "sift/geometry/rotate_image.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

constexpr int rows_worth_a_task = 16;

/// The colour at p, which lies within the picture. At its last column and row the neighbour beyond has no
/// weight: the pixel stands in for it.
cv::Vec3b linear_at(const cv::Mat& colour, const sift::Point& p) {
    const int left = static_cast<int>(p.x);
    const int top = static_cast<int>(p.y);
    const auto fx = static_cast<float>(p.x - left);
    const auto fy = static_cast<float>(p.y - top);
    const int right = std::min(left + 1, colour.cols - 1);
    const auto* upper = colour.ptr<cv::Vec3b>(top);
    const auto* lower = colour.ptr<cv::Vec3b>(std::min(top + 1, colour.rows - 1));
    cv::Vec3b value;
    for (int k = 0; k < 3; ++k) {
        const auto above =
            static_cast<float>(upper[left][k]) * (1 - fx) + static_cast<float>(upper[right][k]) * fx;
        const auto below =
            static_cast<float>(lower[left][k]) * (1 - fx) + static_cast<float>(lower[right][k]) * fx;
        value[k] = static_cast<uchar>(above * (1 - fy) + below * fy + 0.5F);
    }
    return value;
}

}  // namespace

cv::Mat rotate_colour(const cv::Mat& source, const sift::Rotation& rotation, float fill,
                      const sift::RunOptions& run) {
    const double blur = sift::antialiasing_blur(rotation.scale);
    const cv::Mat colour = blur > 0 ? blur_colour(source, blur) : source;
    cv::Mat rotated(rotation.height, rotation.width, CV_8UC3,
                    cv::Scalar::all(cv::saturate_cast<uchar>(fill)));
    const double right = colour.cols - 1;
    const double bottom = colour.rows - 1;
    sift::parallel_for(rotation.height, rows_worth_a_task, run, [&](int first_row, int end_row) {
        for (int y = first_row; y < end_row; ++y) {
            auto* row = rotated.ptr<cv::Vec3b>(y);
            for (int x = 0; x < rotation.width; ++x) {
                const sift::Point p = rotation.to_source({static_cast<double>(x), static_cast<double>(y)});
                if (p.x >= 0 && p.y >= 0 && p.x <= right && p.y <= bottom) row[x] = linear_at(colour, p);
            }
        }
    });
    if (run.stop.stop_requested()) return {};
    return rotated;
}

}  // namespace siftscope
