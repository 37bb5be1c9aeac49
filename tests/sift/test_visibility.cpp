#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "sift/geometry/visibility.h"
#include "tests/support/catch.h"

namespace {

using sift::Canvas;
using sift::Homography;
using sift::Keypoint;
using sift::Point;
using sift::Rotation;
using sift::rotation_about_centre;
using sift::Visibility;
using sift::visible_keypoints;

Keypoint keypoint(double x, double y, double sigma = 1) {
    return {x, y, 2 * sigma, 0, 0, 0, 1};
}

/// As the second picture sees keypoints of the first.
std::vector<Keypoint> turned(const std::vector<Keypoint>& keypoints, const Rotation& rotation) {
    std::vector<Keypoint> result = keypoints;
    for (Keypoint& k : result) {
        const Point p = rotation.to_rotated({k.x, k.y});
        k.x = p.x;
        k.y = p.y;
    }
    return result;
}

}  // namespace

TEST_CASE("visibility: a disc of 10.6 sigma must lie within the border pixels' centres",
          "[sift][visibility]") {
    // 100 x 80 pixels: centres from 0 to 99 and 0 to 79; the radius is 15 / sqrt 2 = 10.6066.
    const std::vector<Keypoint> keypoints{
        keypoint(10.607, 40),      keypoint(10.606, 40),    // left
        keypoint(88.393, 40),      keypoint(88.394, 40),    // right: 99 - 10.6066 = 88.3934
        keypoint(50, 10.607),      keypoint(50, 10.606),    // top
        keypoint(50, 68.393),      keypoint(50, 68.394),    // bottom
        keypoint(50, 40, 3.67),    keypoint(50, 40, 3.68),  // 10.6066 sigma against 39
        keypoint(std::nan(""), 40)};
    const std::vector<bool> expected{true, false, true, false, true, false, true, false, true, false, false};
    const Rotation rotation = rotation_about_centre(100, 80, 30, Canvas::grow);
    const Visibility visible = visible_keypoints(keypoints, turned(keypoints, rotation), rotation);
    CHECK(visible.first == expected);
    CHECK(visible.second == expected);
}

TEST_CASE("visibility: after quarter turns on a grown canvas nothing is hidden", "[sift][visibility]") {
    const std::vector<Keypoint> keypoints{keypoint(0, 0), keypoint(99, 79, 50)};
    for (const double angle : {0.0, 90.0, 180.0, -90.0, 450.0}) {
        const Rotation rotation = rotation_about_centre(100, 80, angle, Canvas::grow);
        const Visibility visible = visible_keypoints(keypoints, turned(keypoints, rotation), rotation);
        CHECK(visible.first == std::vector{true, true});
        CHECK(visible.second == std::vector{true, true});
    }
    // A kept canvas that fits is the same picture.
    const Rotation half = rotation_about_centre(100, 80, 180, Canvas::keep);
    CHECK(visible_keypoints(keypoints, keypoints, half).first == std::vector{true, true});
}

TEST_CASE("visibility: what a kept canvas crops is not visible", "[sift][visibility]") {
    // 100 x 80 turned by 90 degrees: columns 10 to 89 of the source remain.
    const Rotation quarter = rotation_about_centre(100, 80, 90, Canvas::keep);
    const std::vector<Keypoint> keypoints{keypoint(20.5, 40), keypoint(20.7, 40), keypoint(50, 40)};
    const Visibility visible = visible_keypoints(keypoints, turned(keypoints, quarter), quarter);
    CHECK(visible.first == std::vector{false, true, true});
    CHECK(visible.second == std::vector{false, true, true});

    // Turned by 45 degrees, the corners leave the canvas.
    const Rotation eighth = rotation_about_centre(100, 80, 45, Canvas::keep);
    const std::vector<Keypoint> corner{keypoint(15, 15), keypoint(50, 40)};
    CHECK(visible_keypoints(corner, turned(corner, eighth), eighth).first == std::vector{false, true});
    const Rotation grown = rotation_about_centre(100, 80, 45, Canvas::grow);
    CHECK(visible_keypoints(corner, turned(corner, grown), grown).first == std::vector{true, true});
}

TEST_CASE("visibility: both pictures agree about a keypoint that both see", "[sift][visibility]") {
    const unsigned seed = 11;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> x(0, 199), y(0, 149), sigma(0.5, 6), any_angle(-400, 400);
    for (int trial = 0; trial < 50; ++trial) {
        const Canvas canvas = trial % 2 == 0 ? Canvas::grow : Canvas::keep;
        const Rotation rotation = rotation_about_centre(200, 150, any_angle(random), canvas);
        std::vector<Keypoint> keypoints;
        for (int i = 0; i < 100; ++i) keypoints.push_back(keypoint(x(random), y(random), sigma(random)));
        const std::vector<Keypoint> seen = turned(keypoints, rotation);
        const Visibility by_rotation = visible_keypoints(keypoints, seen, rotation);
        CHECK(by_rotation.first == by_rotation.second);
        // A similarity's local scale is 1: the general map says the same.
        const Visibility by_map = visible_keypoints(keypoints, seen, rotation.homography(), 200, 150,
                                                    rotation.width, rotation.height);
        CHECK(by_map.first == by_rotation.first);
        CHECK(by_map.second == by_rotation.second);
    }
}

TEST_CASE("visibility: under a general map the disc grows with the local scale", "[sift][visibility]") {
    // The second picture shows the first twice as large, shifted: (x, y) -> (2 x - 60, 2 y - 60).
    const Homography twice{{2, 0, -60, 0, 2, -60, 0, 0, 1}};
    // A disc of radius 10.6066 in the first is one of 21.2132 in the second: its centre must lie within
    // 21.2132 .. 77.7868 of the second picture of 100 pixels, which is 40.6066 .. 68.8934 of the first.
    const std::vector<Keypoint> first{keypoint(40.6, 50), keypoint(40.61, 50), keypoint(68.89, 50),
                                      keypoint(68.9, 50)};
    const std::vector<bool> expected{false, true, true, false};
    std::vector<Keypoint> second;
    for (const Keypoint& k : first) second.push_back(keypoint(2 * k.x - 60, 2 * k.y - 60, 2));
    const Visibility visible = visible_keypoints(first, second, twice, 100, 100, 100, 100);
    CHECK(visible.first == expected);
    CHECK(visible.second == expected);
    CHECK_THROWS_AS(visible_keypoints(first, second, Homography{{1, 0, 0, 1, 0, 0, 0, 0, 1}}, 9, 9, 9, 9),
                    std::invalid_argument);
}
