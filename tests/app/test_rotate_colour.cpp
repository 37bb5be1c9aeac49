#include <cmath>
#include <cstdint>
#include <random>

#include <opencv2/core.hpp>

#include "app/model/rotate_colour.h"
#include "sift/geometry/rotate_image.h"
#include "tests/support/catch.h"

namespace {

cv::Mat noise(int width, int height, std::uint32_t seed) {
    std::mt19937 random(seed);
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int k = 0; k < 3; ++k)
                picture.at<cv::Vec3b>(y, x)[k] = static_cast<std::uint8_t>(random() & 255U);
    return picture;
}

sift::Image plane_of(const cv::Mat& picture, int channel) {
    sift::Image plane(picture.cols, picture.rows);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x) plane.at(x, y) = picture.at<cv::Vec3b>(y, x)[channel];
    return plane;
}

}  // namespace

TEST_CASE("rotate colour: each channel is the exact linear interpolation, rounded to a level", "[model]") {
    const auto seed = GENERATE(1U, 2U);
    CAPTURE(seed);
    const double angle = GENERATE(0.0, 17.3, 90.0, 180.0, 270.0, -133.0);
    CAPTURE(angle);
    const auto canvas = GENERATE(sift::Canvas::grow, sift::Canvas::keep);
    const cv::Mat picture = noise(41, 30, seed);
    const auto rotation = sift::rotation_about_centre(picture.cols, picture.rows, angle, canvas);
    const cv::Mat rotated = siftscope::rotate_colour(picture, rotation, 128, {});
    REQUIRE(rotated.cols == rotation.width);
    REQUIRE(rotated.rows == rotation.height);
    for (int k = 0; k < 3; ++k) {
        const sift::Image expected =
            sift::rotate_image(plane_of(picture, k).view(), rotation, sift::Interpolation::linear, 128, {});
        double largest = 0;
        for (int y = 0; y < rotated.rows; ++y)
            for (int x = 0; x < rotated.cols; ++x)
                largest = std::max(largest, std::abs(static_cast<double>(expected.at(x, y)) -
                                                     rotated.at<cv::Vec3b>(y, x)[k]));
        CHECK(largest <= (rotation.lossless ? 0 : 0.502));
    }
}

TEST_CASE("rotate colour: any number of threads gives the same bytes, and a stop gives none", "[model]") {
    const cv::Mat picture = noise(120, 90, 3);
    const auto rotation = sift::rotation_about_centre(120, 90, 31, sift::Canvas::grow);
    const cv::Mat one = siftscope::rotate_colour(picture, rotation, 7, {1, {}});
    const cv::Mat eight = siftscope::rotate_colour(picture, rotation, 7, {8, {}});
    CHECK(cv::norm(one, eight, cv::NORM_INF) == 0);
    CHECK(one.at<cv::Vec3b>(0, 0) == cv::Vec3b(7, 7, 7));  // the corner of the grown canvas is fill
    std::stop_source stop;
    stop.request_stop();
    CHECK(siftscope::rotate_colour(picture, rotation, 7, {1, stop.get_token()}).empty());
}
