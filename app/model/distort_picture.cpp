#include "app/model/distort_picture.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "app/model/blur_colour.h"
#include "app/model/error.h"
#include "app/model/noise_field.h"
#include "sift/geometry/discrete_gaussian.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

constexpr int distorted_rows_a_task = 16;

/// Calls change(y) for each row; rows are shared among threads.
template <class Row>
void for_each_row(int rows, const sift::RunOptions& run, const Row& change) {
    sift::parallel_for(rows, distorted_rows_a_task, run, [&](int begin, int end) {
        for (int y = begin; y < end; ++y) change(y);
    });
}

/// What is added to a pixel's level times the gain.
double offset_at(const Distortion& distortion, int width, int x, int y) {
    if (distortion.noise <= 0) return distortion.brightness;
    const auto index =
        static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(width) + static_cast<std::uint64_t>(x);
    return distortion.brightness + distortion.noise * unit_noise(distortion.seed, index);
}

bool shifts_levels(const Distortion& distortion) {
    return distortion.gain != 1 || distortion.brightness != 0 || distortion.noise > 0;
}

/// `pixels` written as a JPEG file and read again.
cv::Mat through_jpeg(const cv::Mat& pixels, int quality, int flags) {
    constexpr int longest_side = 65500;
    if (std::max(pixels.cols, pixels.rows) > longest_side)
        throw UserError("a JPEG file holds at most 65500 pixels a side, and this picture has " +
                        std::to_string(pixels.cols) + " x " + std::to_string(pixels.rows) +
                        "; leave --jpeg out or make it smaller");
    std::vector<uchar> bytes;
    if (!cv::imencode(".jpg", pixels, bytes, {cv::IMWRITE_JPEG_QUALITY, quality}))
        throw UserError("the picture could not be compressed as JPEG; leave --jpeg out");
    return cv::imdecode(bytes, flags);
}

void compress(sift::Image& grey, int quality) {
    cv::Mat levels(grey.height(), grey.width(), CV_8UC1);
    for (int y = 0; y < grey.height(); ++y)
        for (int x = 0; x < grey.width(); ++x)
            levels.at<uchar>(y, x) = static_cast<uchar>(grey.at(x, y));  // whole levels 0..255
    levels = through_jpeg(levels, quality, cv::IMREAD_GRAYSCALE);
    for (int y = 0; y < grey.height(); ++y)
        for (int x = 0; x < grey.width(); ++x) grey.at(x, y) = static_cast<float>(levels.at<uchar>(y, x));
}

}  // namespace

void distort_grey(sift::Image& grey, Depth& depth, const Distortion& distortion,
                  const sift::RunOptions& run) {
    if (distortion.blur > 0) grey = sift::discrete_gaussian_blur(grey.view(), distortion.blur, run);
    if (run.stop.stop_requested()) return;
    if (shifts_levels(distortion))
        for_each_row(grey.height(), run, [&](int y) {
            float* row = grey.row(y);
            for (int x = 0; x < grey.width(); ++x)
                row[x] = static_cast<float>(static_cast<double>(row[x]) * distortion.gain +
                                            offset_at(distortion, grey.width(), x, y));
        });
    if (distortion.jpeg > 0) depth = Depth::eight_bit;
    round_to_depth(grey, depth);
    if (distortion.jpeg > 0) compress(grey, distortion.jpeg);
}

cv::Mat distort_colour(const cv::Mat& colour, const Distortion& distortion, const sift::RunOptions& run) {
    cv::Mat changed = distortion.blur > 0 ? blur_colour(colour, distortion.blur) : colour.clone();
    if (shifts_levels(distortion))
        for_each_row(changed.rows, run, [&](int y) {
            auto* row = changed.ptr<cv::Vec3b>(y);
            for (int x = 0; x < changed.cols; ++x) {
                const double offset = offset_at(distortion, changed.cols, x, y);
                for (int k = 0; k < 3; ++k)
                    row[x][k] = cv::saturate_cast<uchar>(row[x][k] * distortion.gain + offset);
            }
        });
    if (run.stop.stop_requested()) return {};
    return distortion.jpeg > 0 ? through_jpeg(changed, distortion.jpeg, cv::IMREAD_COLOR) : changed;
}

}  // namespace siftscope
