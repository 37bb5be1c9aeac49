#include "sift/geometry/rotation_quality.h"

#include <cmath>

#include "sift/geometry/average_precision.h"
#include "tests/support/catch.h"

using namespace sift;

namespace {

struct Pair {
    Features first, second;

    /// A keypoint of the first picture.
    void original(double x, double y, double size, double angle) {
        first.keypoints.push_back({x, y, size, angle, 0.1, 0, 1});
        first.descriptors.push_back({});
    }
    /// A keypoint of the second, with a descriptor this far from those of the first.
    void again(double x, double y, double size, double angle, std::uint8_t distance = 0) {
        second.keypoints.push_back({x, y, size, angle, 0.1, 0, 1});
        Descriptor descriptor{};
        descriptor[5] = distance;
        second.descriptors.push_back(descriptor);
    }
};

}  // namespace

TEST_CASE("rotation quality: a quarter turn, every figure worked out by hand", "[sift][quality]") {
    // 100 x 80 turned by 90 degrees: (x, y) goes to (y, 99 - x), an angle a to a - 90. All is visible.
    const Rotation rotation = rotation_about_centre(100, 80, 90, Canvas::grow);
    Pair pair;
    pair.original(10, 20, 4, 100);
    pair.again(20.03, 89, 4, 10, 1);  // (20, 89): 0.03 px off
    pair.original(40, 30, 4, 200);
    pair.again(30, 58.8, 4.4, 112, 3);  // (30, 59): 0.2 px up, 10 % larger, 2 degrees off
    pair.original(70, 50, 8, 300);
    pair.original(70, 50, 8, 40);         // the same point with another orientation
    pair.again(50.54, 29.72, 8, 210, 5);  // (50, 29): 0.9 px away; the other orientation is lost
    pair.original(90, 70, 4, 0);
    pair.again(70, 9, 5, 270);  // (70, 9), but 25 % larger: another point
    pair.again(5, 5, 4, 0);     // from nowhere

    const RotationQuality q = rotation_quality(pair.first, pair.second, rotation);
    CHECK(q.points == 4);
    CHECK(q.found_1px.value() == Approx(3.0 / 5));  // 3 of 4, and of the other 5
    CHECK(q.found_quarter_px.value() == Approx(2.0 / 5));
    CHECK(q.found_twentieth_px.value() == Approx(1.0 / 5));
    CHECK(q.oriented.value() == Approx(3.0 / 5));        // 3 of 5, both ways
    CHECK(q.tight.value() == Approx(1.0 / 5));           // the second is 2 degrees off, the third 0.9 px
    CHECK(q.position_median_px.value() == Approx(0.2));  // of 0.03, 0.2 and 0.9
    CHECK(q.position_p95_px.value() == Approx(0.2 + 0.9 * 0.7));
    CHECK(q.bias_x_px.value() == Approx((0.03 + 0 + 0.54) / 3));
    CHECK(q.bias_y_px.value() == Approx((0 - 0.2 + 0.72) / 3));
    CHECK(q.scale_median.value() == Approx(0).margin(1e-12));  // of 0, 10 % and 0
    CHECK(q.orientation_median.value() == Approx(0).margin(1e-9));
    CHECK(q.orientation_p95.value() == Approx(0.9 * 2));
    CHECK(q.descriptor_median.value() == Approx(3));
    CHECK(q.descriptor_p95.value() == Approx(3 + 0.9 * 2));
}

TEST_CASE("rotation quality: what is not visible in both is associated, but not counted", "[sift][quality]") {
    // 201 x 201 by 45 degrees; the window of a keypoint of size 4 reaches 21.2 px.
    const Rotation rotation = rotation_about_centre(201, 201, 45, Canvas::grow);
    Pair pair;
    for (const Point p : {Point{100, 100}, Point{60, 100}, Point{5, 100}}) {
        pair.original(p.x, p.y, 4, 45);
        const Point q = rotation.to_rotated(p);
        pair.again(q.x, q.y, 4, 0);
    }
    const RotationQuality q = rotation_quality(pair.first, pair.second, rotation);
    CHECK(q.points == 2);
    CHECK(q.found_1px == 1);
    CHECK(q.tight == 1);
    CHECK(q.position_p95_px.value() < 1e-9);
    // A stray one that is not visible either costs nothing.
    const Point edge = rotation.to_rotated({195, 100});
    pair.again(edge.x, edge.y, 4, 0);
    CHECK(rotation_quality(pair.first, pair.second, rotation) == q);
}

TEST_CASE("rotation quality: of nothing it is empty, of one side zero", "[sift][quality]") {
    const Rotation rotation = rotation_about_centre(100, 80, 90, Canvas::grow);
    Pair pair;
    CHECK(rotation_quality(pair.first, pair.second, rotation) == RotationQuality{});
    pair.original(10, 20, 4, 100);
    const RotationQuality q = rotation_quality(pair.first, pair.second, rotation);
    CHECK(q.points == 1);
    CHECK(q.found_1px == 0);
    CHECK(q.tight == 0);
    CHECK_FALSE(q.position_median_px);
}

TEST_CASE("average precision: ranked by ratio, over what could be found, by hand", "[sift][quality]") {
    const Homography same{{1, 0, 0, 0, 1, 0, 0, 0, 1}};
    std::vector<Keypoint> first, second;
    for (const double x : {0.0, 100.0, 200.0, 300.0}) first.push_back({x, 0, 4, 0, 0, 0, 1});
    for (const double x : {0.5, 100.0, 200.0, 900.0}) second.push_back({x, 0, 4, 0, 0, 0, 1});
    const auto match = [](int a, int b, std::optional<double> ratio) {
        Match m;
        m.first = a;
        m.second = b;
        m.ratio = ratio;
        return m;
    };
    // By ratio: right, wrong, right, wrong; three of four could be found.
    const std::vector<Match> matches{match(2, 2, 0.7), match(3, 3, 0.9), match(0, 0, 0.2), match(1, 2, 0.5)};
    CHECK(average_precision(first, second, matches, same, 3).value() == Approx((1.0 + 2.0 / 3) / 3));
    // Within 0.1 px the best ranked is wrong and only two could be found.
    CHECK(average_precision(first, second, matches, same, 0.1).value() == Approx((1.0 / 3) / 2));
    CHECK_FALSE(average_precision(first, {}, {}, same, 3));
    CHECK_FALSE(average_precision(first, second, std::vector<Match>{match(0, 0, {})}, same, 3));
}
