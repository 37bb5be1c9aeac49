#include "app/model/layer_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "sift/fixed_point.h"

namespace siftscope {
namespace {

float gaussian_level(const sift::Octave& octave, std::size_t layer, int x, int y) {
    if (octave.levels.empty()) return octave.gaussian[layer].at(x, y);
    constexpr float unit = 1.0F / (1 << sift::level_fraction_bits);
    return sift::level_zero_grey + static_cast<float>(octave.levels[layer].at(x, y)) * unit;
}

cv::Mat gaussian_picture(const sift::Octave& octave, int layer) {
    cv::Mat out(octave.height(), octave.width(), CV_8UC1);
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.cols; ++x)
            out.at<std::uint8_t>(y, x) = cv::saturate_cast<std::uint8_t>(
                gaussian_level(octave, static_cast<std::size_t>(layer), x, y));
    return out;
}

cv::Mat difference_picture(const sift::Octave& octave, int layer) {
    cv::Mat values(octave.height(), octave.width(), CV_32FC1);
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x) values.at<float>(y, x) = octave.difference(layer, x, y);
    const double deviation =
        std::max(cv::norm(values) / std::sqrt(static_cast<double>(values.total())), 1e-3);
    cv::Mat out;
    values.convertTo(out, CV_8UC1, 127 / (4 * deviation), 128);
    return out;
}

cv::Mat shrunk(const cv::Mat& picture, int side) {
    const double scale = std::min(1.0, static_cast<double>(side) / std::max(picture.cols, picture.rows));
    if (scale == 1) return picture;
    const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.cols * scale))),
                        std::max(1, static_cast<int>(std::lround(picture.rows * scale))));
    cv::Mat small;
    cv::resize(picture, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

}  // namespace

cv::Mat layer_picture(const sift::Octave& octave, const LayerChoice& choice) {
    if (choice.kind == LayerChoice::Kind::picture) return {};
    return choice.kind == LayerChoice::Kind::gaussian ? gaussian_picture(octave, choice.layer)
                                                      : difference_picture(octave, choice.layer);
}

OctaveStrip octave_strip(const sift::Octave& octave, int side) {
    const auto count =
        static_cast<int>(octave.levels.empty() ? octave.gaussian.size() : octave.levels.size());
    OctaveStrip strip;
    strip.octave = octave.index;
    for (int layer = 0; layer < count; ++layer)
        strip.gaussians.push_back(shrunk(gaussian_picture(octave, layer), side));
    for (int layer = 0; layer + 1 < count; ++layer)
        strip.dogs.push_back(shrunk(difference_picture(octave, layer), side));
    return strip;
}

}  // namespace siftscope
