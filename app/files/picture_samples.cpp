#include "app/files/picture_samples.h"

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace siftscope {
namespace {

/// One sample times its opacity; `full` = fully opaque.
template <typename Sample>
Sample times_opacity(Sample sample, Sample alpha, Sample full) {
    if constexpr (std::is_floating_point_v<Sample>)
        return sample * alpha;
    else
        return static_cast<Sample>((std::uint32_t{sample} * alpha + full / 2U) / full);
}

template <typename Sample>
cv::Mat composed(const cv::Mat& samples, Sample full) {
    const int colours = samples.channels() - 1;
    cv::Mat result(samples.rows, samples.cols, CV_MAKETYPE(samples.depth(), colours));
    for (int y = 0; y < samples.rows; ++y) {
        const auto* in = samples.ptr<Sample>(y);
        auto* out = result.ptr<Sample>(y);
        for (int x = 0; x < samples.cols; ++x, in += colours + 1, out += colours)
            for (int c = 0; c < colours; ++c) out[c] = times_opacity(in[c], in[colours], full);
    }
    return result;
}

template <typename Sample, typename Level>
sift::Image levels(const cv::Mat& grey, Level level) {
    sift::Image image(grey.cols, grey.rows);
    for (int y = 0; y < grey.rows; ++y) {
        const auto* in = grey.ptr<Sample>(y);
        std::transform(in, in + grey.cols, image.row(y), level);
    }
    return image;
}

}  // namespace

cv::Mat upright(const cv::Mat& stored, int orientation) {
    cv::Mat picture = stored;
    if (orientation >= 5) cv::transpose(stored, picture);  // 5..8: rows are columns
    const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    if (!mirror_x && !mirror_y) return picture;
    cv::Mat flipped;
    cv::flip(picture, flipped, mirror_x && mirror_y ? -1 : mirror_x ? 1 : 0);
    return flipped;
}

cv::Mat over_black(const cv::Mat& samples, Alpha alpha) {
    if (samples.channels() % 2 == 1) return samples;
    if (alpha == Alpha::straight) {
        if (samples.depth() == CV_8U) return composed<std::uint8_t>(samples, 255);
        if (samples.depth() == CV_16U) return composed<std::uint16_t>(samples, 65535);
        return composed<float>(samples, 1.0F);
    }
    cv::Mat colours;
    if (samples.channels() == 2)
        cv::extractChannel(samples, colours, 0);
    else
        cv::cvtColor(samples, colours, cv::COLOR_BGRA2BGR);
    return colours;
}

sift::Image grey_levels(const cv::Mat& colours) {
    cv::Mat grey = colours;
    if (colours.channels() == 3) cv::cvtColor(colours, grey, cv::COLOR_BGR2GRAY);
    switch (grey.depth()) {
        case CV_8U:
            return levels<std::uint8_t>(grey, [](std::uint8_t v) { return static_cast<float>(v); });
        case CV_16U:  // a division, not a product with 1/257: multiples of 257 become whole levels exactly
            return levels<std::uint16_t>(grey,
                                         [](std::uint16_t v) { return static_cast<float>(v) / 257.0F; });
        default:
            return levels<float>(grey, [](float v) { return v * 255.0F; });
    }
}

cv::Mat display_colour(const cv::Mat& colours) {
    cv::Mat eight_bit = colours;
    if (colours.depth() == CV_16U) colours.convertTo(eight_bit, CV_8U, 1.0 / 257.0);
    if (colours.depth() == CV_32F) colours.convertTo(eight_bit, CV_8U, 255.0);
    if (eight_bit.channels() == 3) return eight_bit;
    cv::Mat bgr;
    cv::cvtColor(eight_bit, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

}  // namespace siftscope
