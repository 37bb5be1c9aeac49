#include <cmath>
#include <memory>
#include <numbers>

#include "app/drawing/error_map.h"
#include "app/model/resampling_error.h"
#include "app/model/rotate_picture.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using sift::Interpolation;
using siftscope::Picture;
using siftscope::resampling_error;
using siftscope::Settings;

namespace {

/// Levels of any precision: a wave of `amplitude` grey levels along x.
std::shared_ptr<const Picture> wave(int width, int height, double period, double amplitude) {
    auto picture = std::make_shared<Picture>();
    picture->width = width;
    picture->height = height;
    picture->depth = siftscope::Depth::floating;
    picture->grey = sift::Image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture->grey.at(x, y) =
                static_cast<float>(128 + amplitude * std::cos(2 * std::numbers::pi * x / period));
    return picture;
}

Settings turned_by(double angle, Interpolation interpolation = Interpolation::spline) {
    Settings settings;
    settings.angle = angle;
    settings.interpolation = interpolation;
    return settings;
}

auto error_of(const std::shared_ptr<const Picture>& picture, const Settings& settings) {
    return resampling_error(picture, siftscope::rotate_grey_picture(*picture, settings),
                            settings.interpolation);
}

}  // namespace

TEST_CASE("resampling error: a quarter turn changes no pixel, and what is planted is found in its place",
          "[resampling]") {
    const auto picture = textured_picture(160, 121, 3);
    const Settings settings = turned_by(90);
    const auto second = siftscope::rotate_grey_picture(*picture, settings);
    const auto none = resampling_error(picture, second, settings.interpolation);
    CHECK(none->judged == 160U * 121U);
    CHECK(none->largest == 0);

    auto changed = std::make_shared<siftscope::SecondPicture>(*second);
    auto levels = std::make_shared<Picture>(*second->picture);
    const sift::Point place = second->rotation->to_rotated({30, 100});
    levels->grey.at(static_cast<int>(place.x), static_cast<int>(place.y)) += 40;
    changed->picture = levels;
    const auto error = resampling_error(picture, changed, settings.interpolation);
    CHECK(error->difference.at(30, 100) == 40);
    CHECK(error->largest == 40);
    CHECK(error->p99 == 0);
    CHECK(error->rms == Approx(40 / std::sqrt(160.0 * 121.0)));
    CHECK(siftscope::error_map(*error).at<cv::Vec3b>(100, 30) !=
          siftscope::error_map(*error).at<cv::Vec3b>(0, 0));
}

TEST_CASE("resampling error: linear interpolation loses of a wave what its transfer function says",
          "[resampling]") {
    const double period = 16, amplitude = 100;
    const auto picture = wave(300, 300, period, amplitude);
    // Averaged over all positions between pixels the triangle passes sinc^2 of a frequency, in each
    // direction.
    const auto passed = [](double frequency) {
        const double x = std::numbers::pi * frequency;
        return x == 0 ? 1 : std::pow(std::sin(x) / x, 2);
    };
    const double turn = std::numbers::pi / 6;
    const double there = passed(1 / period);
    const double back = passed(std::cos(turn) / period) * passed(std::sin(turn) / period);
    const double expected = (1 - there * back) * amplitude / std::sqrt(2.0);
    const auto linear = error_of(picture, turned_by(30, Interpolation::linear));
    // What differs from position to position comes on top: less than a tenth (t (1 - t) has the mean 1/6 and
    // the root mean square 1 / sqrt(30)).
    CHECK(linear->rms > expected);
    CHECK(linear->rms < 1.1 * expected);
    // The quintic spline's error at this period is of the sixth order: nothing beside it.
    CHECK(error_of(picture, turned_by(30))->rms < 0.01 * expected);
}

TEST_CASE("resampling error: the fill around a turned picture and its edges are not judged", "[resampling]") {
    const auto picture = wave(120, 100, 24, 50);
    for (const auto canvas : {sift::Canvas::grow, sift::Canvas::keep}) {
        Settings settings = turned_by(37);
        settings.canvas = canvas;
        const auto error = error_of(picture, settings);
        CHECK(std::isnan(error->difference.at(0, 0)));
        CHECK(std::isnan(error->difference.at(60, 11)));
        CHECK_FALSE(std::isnan(error->difference.at(60, 50)));
        CHECK(error->largest < 0.1);
        CHECK(error->judged > 1000);
        CHECK(error->judged <= 96U * 76U);
    }
    Settings small = turned_by(37);
    small.distortion.scale = 0.1;
    CHECK(error_of(picture, small)->judged == 0);
    CHECK_THAT(siftscope::error_map_words(*error_of(picture, small)), contains_text("no pixel"));
}

TEST_CASE("resampling error: an enlarged picture has lost nothing, one made smaller has", "[resampling]") {
    const auto picture = wave(200, 200, 8, 50);
    Settings settings = turned_by(20);
    settings.distortion.scale = 1.5;
    CHECK(error_of(picture, settings)->rms < 0.1);
    settings.distortion.scale = 0.5;
    CHECK(error_of(picture, settings)->rms > 1);
}
