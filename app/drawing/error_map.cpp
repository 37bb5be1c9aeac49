#include "app/drawing/error_map.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "app/drawing/encode_pixels.h"
#include "app/drawing/picture_notes.h"
#include "app/files/picture_text.h"
#include "app/model/format_number.h"

namespace siftscope {
namespace {

const cv::Vec3b unjudged{96, 96, 96};

cv::Mat coloured(const cv::Mat& levels) {
    cv::Mat colours;
    cv::applyColorMap(levels, colours, cv::COLORMAP_VIRIDIS);
    return colours;
}

}  // namespace

double error_map_top(const ResamplingError& error) {
    return std::exp2(std::ceil(std::log2(std::max(error.p99, 1.0))));
}

cv::Mat error_map(const ResamplingError& error) {
    const sift::Image& difference = error.difference;
    const double top = error_map_top(error);
    cv::Mat levels(difference.height(), difference.width(), CV_8UC1);
    for (int y = 0; y < levels.rows; ++y)
        for (int x = 0; x < levels.cols; ++x) {
            const auto size = static_cast<double>(std::abs(difference.at(x, y)));
            levels.at<uchar>(y, x) = std::isnan(size) ? uchar{0} : cv::saturate_cast<uchar>(255 * size / top);
        }
    cv::Mat map = coloured(levels);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x)
            if (std::isnan(difference.at(x, y))) map.at<cv::Vec3b>(y, x) = unjudged;
    return map;
}

cv::Mat error_map_scale(int width) {
    cv::Mat levels(1, width, CV_8UC1);
    for (int x = 0; x < width; ++x)
        levels.at<uchar>(0, x) = cv::saturate_cast<uchar>(255.0 * x / std::max(width - 1, 1));
    return coloured(levels);
}

std::string error_map_words(const ResamplingError& error) {
    if (error.judged == 0) return "no pixel is clear of the fill around the turned picture";
    return "rms " + fixed_text(error.rms, 2) + ", 99 % within " + fixed_text(error.p99, 1) + ", at most " +
           fixed_text(error.largest, 1) + " grey levels";
}

std::string encode_error_map(const ResamplingError& error, const MatchResult& result,
                             const std::string& extension) {
    std::vector<Note> notes = match_notes(result);
    notes.emplace_back("Colours", "0 to " + fixed_text(error_map_top(error), 0) + " grey levels");
    notes.emplace_back("Error", error_map_words(error));
    return with_picture_text(encode_pixels(error_map(error), extension), extension, notes);
}

}  // namespace siftscope
