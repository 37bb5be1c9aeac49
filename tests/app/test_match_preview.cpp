#include "app/model/match_preview.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

TEST_CASE("match preview: a large picture's coarse matches lie where the exact ones would",
          "[app][preview]") {
    const auto picture = textured_picture(2500, 1700, 11, 900);
    MatchInput input;
    input.first = picture;
    Settings settings;
    settings.angle = 33;
    settings.tolerance = 6;
    MatchPreview preview;
    const auto result = preview.run(input, settings);
    REQUIRE(result);
    CHECK(result->first == picture);
    CHECK(result->settings == settings);
    CHECK(result->second->picture == nullptr);
    CHECK(*result->second->rotation ==
          sift::rotation_about_centre(2500, 1700, settings.angle, settings.canvas));
    REQUIRE(result->verdicts);
    CHECK(result->kept > 20);
    // A copy of 0.6 of 4.25 megapixels has pixels 2.7 times as large: matches within one of them are right.
    CHECK(*result->verdicts->precision > 0.9);
    REQUIRE(result->angle_error);
    CHECK(std::abs(*result->angle_error) < 0.2);
    double reach = 0;
    for (const sift::Keypoint& keypoint : result->side_1->keypoints)
        reach = std::max(reach, static_cast<double>(keypoint.x));
    CHECK(reach > 1500);
}

TEST_CASE("match preview: small pictures, two pictures and stopped work have none", "[app][preview]") {
    MatchPreview preview;
    MatchInput small;
    small.first = textured_picture(300, 200, 1);
    CHECK_FALSE(preview.run(small, {}));
    MatchInput large;
    large.first = textured_picture(2500, 1700, 1, 10);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(preview.run(large, {}, stop.get_token()));
    large.other = small.first;
    CHECK_FALSE(preview.run(large, {}));
}

TEST_CASE("match preview: a reduced picture keeps its mean and its shape", "[app][preview]") {
    const auto picture = textured_picture(1200, 800, 5);
    const auto copy = reduced_picture(*picture, 60000);
    CHECK(copy->width == 300);
    CHECK(copy->height == 200);
    CHECK(copy->colour.size() == cv::Size(300, 200));
    const auto mean = [](const Picture& p) {
        double sum = 0;
        for (int y = 0; y < p.height; ++y)
            for (int x = 0; x < p.width; ++x) sum += p.grey.at(x, y);
        return sum / p.width / p.height;
    };
    CHECK(mean(*copy) == Approx(mean(*picture)).margin(0.05));  // whole levels: 0.5 at most each, at random
    CHECK(reduced_picture(*copy, 1e6)->width == 300);
}
