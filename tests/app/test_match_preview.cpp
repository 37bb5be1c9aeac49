#include "app/model/match_preview.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <opencv2/core.hpp>

#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

struct Blobs {
    std::vector<sift::Point> centres;
    std::shared_ptr<Picture> picture;
};

/// Bright Gaussian blobs of standard deviation `sigma` on grey, 2000 x 1500 pixels; `shift` moves them all.
Blobs blobs(double sigma, double shift) {
    Blobs made;
    made.picture = std::make_shared<Picture>();
    Picture& picture = *made.picture;
    picture.width = 2000;
    picture.height = 1500;
    picture.grey = sift::Image(picture.width, picture.height, 60.0F);
    for (int j = 0; j < 5; ++j)
        for (int i = 0; i < 7; ++i)
            made.centres.push_back(
                {200.3 + shift + 261.7 * i + 13.1 * j, 190.6 + shift + 257.9 * j + 9.3 * i});
    const int reach = static_cast<int>(5 * sigma);
    for (const sift::Point c : made.centres)
        for (int y = static_cast<int>(c.y) - reach; y <= static_cast<int>(c.y) + reach; ++y)
            for (int x = static_cast<int>(c.x) - reach; x <= static_cast<int>(c.x) + reach; ++x) {
                if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) continue;
                const double r2 = (x - c.x) * (x - c.x) + (y - c.y) * (y - c.y);
                picture.grey.at(x, y) += static_cast<float>(150 * std::exp(-r2 / (2 * sigma * sigma)));
            }
    round_to_depth(picture.grey, picture.depth);
    picture.colour = cv::Mat(picture.height, picture.width, CV_8UC3, cv::Scalar::all(60));
    return made;
}

/// The keypoint nearest to a place.
const sift::Keypoint& nearest(const std::vector<sift::Keypoint>& keypoints, sift::Point place) {
    const auto distance = [&](const sift::Keypoint& k) {
        return std::hypot(static_cast<double>(k.x) - place.x, static_cast<double>(k.y) - place.y);
    };
    return *std::min_element(keypoints.begin(), keypoints.end(),
                             [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
}

}  // namespace

TEST_CASE("match preview: keypoints have the places and sizes that they have in the whole picture",
          "[app][preview]") {
    constexpr double sigma = 24;
    MatchPreview preview;
    // The second picture differs from the first by where its blobs are: nothing of the first may be left.
    for (const double shift : {0.0, 60.0}) {
        CAPTURE(shift);
        const Blobs made = blobs(sigma, shift);
        MatchInput input;
        input.first = made.picture;
        Settings settings;
        settings.angle = 90;
        const auto result = preview.run(input, settings);
        REQUIRE(result);
        REQUIRE(result->side_1->keypoints.size() >= made.centres.size());
        double dx = 0;
        double dy = 0;
        for (const sift::Point centre : made.centres) {
            const sift::Keypoint& found = nearest(result->side_1->keypoints, centre);
            CAPTURE(centre.x, centre.y, found.x, found.y, found.size);
            // One pixel of the copy is 3.5 of the picture's.
            CHECK(std::hypot(static_cast<double>(found.x) - centre.x,
                             static_cast<double>(found.y) - centre.y) < 1);
            // Lindeberg 1998: a blob is found at its own scale; sizes are diameters, 2 sigma.
            CHECK(static_cast<double>(found.size) == Approx(2 * sigma).epsilon(0.25));
            dx += static_cast<double>(found.x) - centre.x;
            dy += static_cast<double>(found.y) - centre.y;
        }
        const auto count = static_cast<double>(made.centres.size());
        CHECK(std::abs(dx / count) < 0.3);
        CHECK(std::abs(dy / count) < 0.3);
    }
}

TEST_CASE("match preview: distortions and filters, which count pixels of the whole picture, have none",
          "[app][preview]") {
    MatchPreview preview;
    MatchInput input;
    input.first = textured_picture(1200, 900, 3, 60);
    REQUIRE(preview.run(input, {}));
    Settings blurred;
    blurred.distortion.blur = 2;
    CHECK_FALSE(preview.run(input, blurred));
    Settings large_only;
    large_only.filter.min_size = 10;
    CHECK_FALSE(preview.run(input, large_only));
}

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
