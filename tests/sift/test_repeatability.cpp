#include <cmath>
#include <optional>
#include <vector>

#include "sift/geometry/repeatability.h"
#include "tests/support/catch.h"

namespace {

using sift::Homography;
using sift::Keypoint;

Keypoint at(double x, double y, double size = 4, double angle = 0) {
    return {x, y, size, angle, 0, 0, 1};
}

const Homography five_down{{1, 0, 0, 0, 1, 5, 0, 0, 1}};

std::optional<double> repeatability_of_visible(const std::vector<Keypoint>& first,
                                               const std::vector<Keypoint>& second, double radius = 1) {
    return sift::repeatability(first, std::vector<bool>(first.size(), true), second,
                               std::vector<bool>(second.size(), true), five_down, radius);
}

}  // namespace

TEST_CASE("repeatability: the stricter of both directions", "[sift][repeatability]") {
    const std::vector<Keypoint> first{at(0, 0), at(10, 0), at(20, 0), at(30, 0)};
    const std::vector<Keypoint> two{at(0, 5.5), at(20.9, 5)};
    CHECK(repeatability_of_visible(first, two) == 0.5);  // 2 of 4 and 2 of 2
    const std::vector<Keypoint> many{at(0, 5), at(10, 5), at(20, 5), at(30, 5), at(70, 5)};
    CHECK(repeatability_of_visible(first, many) == 0.8);  // 4 of 4 and 4 of 5
}

TEST_CASE("repeatability: the radius and the factor 2^(1/4) in size are limits", "[sift][repeatability]") {
    const std::vector<Keypoint> first{at(0, 0)};
    CHECK(repeatability_of_visible(first, {at(1, 5)}) == 1.0);  // the radius itself counts
    CHECK(repeatability_of_visible(first, {at(1.001, 5)}) == 0.0);
    CHECK(repeatability_of_visible(first, {at(0, 5, 4 * 1.189)}) == 1.0);  // 2^(1/4) = 1.18921
    CHECK(repeatability_of_visible(first, {at(0, 5, 4 * 1.190)}) == 0.0);
    CHECK(repeatability_of_visible(first, {at(0, 5, 4 / 1.189)}) == 1.0);
    CHECK(repeatability_of_visible(first, {at(0, 5, 4 / 1.190)}) == 0.0);
    CHECK(repeatability_of_visible(first, {at(0.3, 5)}, 0.25) == 0.0);
}

TEST_CASE("repeatability: orientations of one point count once", "[sift][repeatability]") {
    // One point with three orientations that is lost, one that is found: 1 of 2, not 1 of 4.
    const std::vector<Keypoint> first{at(50, 50, 4, 10), at(50, 50, 4, 130), at(50, 50, 4, 250), at(0, 0)};
    CHECK(repeatability_of_visible(first, {at(0, 5)}) == 0.5);
    // Another size at the same place is another point.
    const std::vector<Keypoint> sizes{at(50, 50, 4), at(50, 50, 9), at(0, 0)};
    CHECK(repeatability_of_visible(sizes, {at(0, 5)}) == Approx(1.0 / 3));
}

TEST_CASE("repeatability: one to one, the best pairs first", "[sift][repeatability]") {
    // Both of the first lie near the one of the second: only one is found again.
    CHECK(repeatability_of_visible({at(0, 0), at(0.5, 0)}, {at(0.1, 5)}) == 0.5);
    // Greedy by cost: 0-0 at 0.1 px goes first, though 1 then has no partner left within 1 px.
    CHECK(repeatability_of_visible({at(0, 0), at(0.8, 0)}, {at(0.1, 5), at(-0.9, 5)}) == 0.5);
    // The size counts as much as the place: at equal distance the equal size wins.
    CHECK(repeatability_of_visible({at(0, 0, 4), at(1, 0, 4.6)}, {at(0.5, 5, 4), at(1.2, 5, 4.6)}) == 1.0);
}

TEST_CASE("repeatability: association sees all keypoints, only the visible ones are counted",
          "[sift][repeatability]") {
    // The pair straddles the border of visibility: it is not lost.
    const std::vector<Keypoint> first{at(0, 0), at(10, 0)}, second{at(0, 5), at(10, 5)};
    CHECK(sift::repeatability(first, {true, true}, second, {true, false}, five_down) == 1.0);
    CHECK(sift::repeatability(first, {true, false}, {second.data() + 1, 1}, {true}, five_down) == 0.0);
}

TEST_CASE("repeatability: 0/0 is nothing, one empty side is zero", "[sift][repeatability]") {
    CHECK_FALSE(repeatability_of_visible({}, {}));
    CHECK(repeatability_of_visible({at(0, 0)}, {}) == 0.0);
    CHECK(repeatability_of_visible({}, {at(0, 0)}) == 0.0);
    CHECK_FALSE(
        sift::repeatability(std::vector{at(0, 0)}, {false}, std::vector{at(0, 5)}, {false}, five_down));
}

TEST_CASE("repeatability: sizes are compared in the second picture", "[sift][repeatability]") {
    const Homography twice{{2, 0, 0, 0, 2, 0, 0, 0, 1}};
    const std::vector<Keypoint> first{at(10, 10, 4)}, second{at(20, 20, 8)};
    CHECK(sift::repeatability(first, {true}, second, {true}, twice) == 1.0);
    CHECK(sift::repeatability(first, {true}, first, {true}, twice) == 0.0);
}
