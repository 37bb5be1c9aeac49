#include "app/drawing/turned_picture.h"

#include <algorithm>
#include <array>

#include <opencv2/core.hpp>

#include "app/drawing/encode_pixels.h"
#include "app/drawing/picture_notes.h"
#include "app/files/picture_text.h"
#include "app/model/distort_picture.h"
#include "app/model/error.h"
#include "sift/geometry/rotate_image.h"

namespace siftscope {
namespace {

bool is_colourless(const cv::Mat& colour) {
    for (int y = 0; y < colour.rows; ++y)
        for (int x = 0; x < colour.cols; ++x) {
            const auto& pixel = colour.at<cv::Vec3b>(y, x);
            if (pixel[0] != pixel[1] || pixel[1] != pixel[2]) return false;
        }
    return true;
}

sift::Image channel_of(const cv::Mat& colour, int channel) {
    sift::Image levels(colour.cols, colour.rows);
    for (int y = 0; y < colour.rows; ++y)
        for (int x = 0; x < colour.cols; ++x)
            levels.at(x, y) = static_cast<float>(colour.at<cv::Vec3b>(y, x)[channel]);
    return levels;
}

void set_channel(cv::Mat& colour, int channel, const sift::Image& levels) {
    for (int y = 0; y < colour.rows; ++y)
        for (int x = 0; x < colour.cols; ++x)
            colour.at<cv::Vec3b>(y, x)[channel] = cv::saturate_cast<uchar>(levels.at(x, y));
}

}  // namespace

cv::Mat turned_picture(const MatchResult& result) {
    const Picture& source = *result.first;
    const SecondPicture& second = *result.second;
    const sift::Rotation& rotation = second.rotation.value();
    cv::Mat turned(rotation.height, rotation.width, CV_8UC3);
    if (is_colourless(source.colour)) {
        for (const int channel : {0, 1, 2}) set_channel(turned, channel, second.picture->grey);
        return turned;
    }
    const Settings& settings = result.settings;
    const sift::RunOptions run{settings.threads, {}};
    Distortion levels = settings.distortion;
    levels.jpeg = 0;  // of all channels together, below
    const float fill = sift::mean_grey(source.grey.view());
    for (const int channel : {0, 1, 2}) {
        sift::Image image = sift::rotate_image(channel_of(source.colour, channel).view(), rotation,
                                               settings.interpolation, fill, run);
        Depth depth = Depth::eight_bit;
        distort_grey(image, depth, levels, run);
        set_channel(turned, channel, image);
    }
    Distortion compression;
    compression.jpeg = settings.distortion.jpeg;
    return compression.jpeg > 0 ? distort_colour(turned, compression, run) : turned;
}

std::string encode_turned_picture(const MatchResult& result, const std::string& extension) {
    constexpr std::array<const char*, 6> offered{".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"};
    if (std::find(offered.begin(), offered.end(), extension) == offered.end())
        throw UserError("a turned picture cannot be written as \"" + extension +
                        "\"; choose .png, .jpg, .webp or .tif");
    return with_picture_text(encode_pixels(turned_picture(result), extension), extension,
                             match_notes(result));
}

}  // namespace siftscope
