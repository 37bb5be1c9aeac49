#include "app/model/rotate_picture.h"

#include <utility>
#include <vector>

#include <opencv2/core.hpp>

#include "sift/geometry/rotate_image.h"
#include "sift/geometry/rotation.h"

namespace siftscope {
namespace {

sift::Image channel_of(const cv::Mat& colour, int channel) {
    sift::Image plane(colour.cols, colour.rows);
    for (int y = 0; y < colour.rows; ++y) {
        const auto* row = colour.ptr<cv::Vec3b>(y);
        for (int x = 0; x < colour.cols; ++x) plane.at(x, y) = row[x][channel];
    }
    return plane;
}

cv::Mat rotate_colour(const cv::Mat& colour, const sift::Rotation& rotation, float fill,
                      const sift::RunOptions& run) {
    cv::Mat rotated(rotation.height, rotation.width, CV_8UC3);
    for (int channel = 0; channel < 3; ++channel) {
        const sift::Image plane = channel_of(colour, channel);
        const sift::Image turned =
            sift::rotate_image(plane.view(), rotation, sift::Interpolation::linear, fill, run);
        if (turned.empty()) return {};
        for (int y = 0; y < rotated.rows; ++y) {
            auto* row = rotated.ptr<cv::Vec3b>(y);
            for (int x = 0; x < rotated.cols; ++x)
                row[x][channel] = cv::saturate_cast<uchar>(turned.at(x, y));
        }
    }
    return rotated;
}

std::shared_ptr<const SecondPicture> rotate(const Picture& picture, const Settings& settings,
                                            bool with_colour, const std::stop_token& stop) {
    const sift::Rotation rotation =
        sift::rotation_about_centre(picture.width, picture.height, settings.angle, settings.canvas);
    const sift::RunOptions run{settings.threads, stop};

    const float fill = sift::mean_grey(picture.grey.view());
    auto turned = std::make_shared<Picture>();
    turned->width = rotation.width;
    turned->height = rotation.height;
    turned->depth = picture.depth;
    turned->grey = sift::rotate_image(picture.grey.view(), rotation, settings.interpolation, fill, run);
    if (with_colour) turned->colour = rotate_colour(picture.colour, rotation, fill, run);
    if (stop.stop_requested()) return nullptr;
    round_to_depth(turned->grey, picture.depth);

    auto second = std::make_shared<SecondPicture>();
    second->rotation = rotation;
    second->truth = rotation.homography();
    second->picture = std::move(turned);
    return second;
}

}  // namespace

std::shared_ptr<const SecondPicture> rotate_picture(const Picture& picture, const Settings& settings,
                                                    std::stop_token stop) {
    return rotate(picture, settings, true, stop);
}

std::shared_ptr<const SecondPicture> rotate_grey_picture(const Picture& picture, const Settings& settings,
                                                         std::stop_token stop) {
    return rotate(picture, settings, false, stop);
}

}  // namespace siftscope
