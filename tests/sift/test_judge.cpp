#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "sift/geometry/judge.h"
#include "sift/geometry/point_grid.h"
#include "tests/support/catch.h"

namespace {

using sift::Homography;
using sift::judge;
using sift::Keypoint;
using sift::Match;
using sift::Point;
using sift::PointGrid;
using sift::Verdicts;

Keypoint keypoint_at(double x, double y) {
    return {x, y, 4, 0, 0, 0, 1};
}

Match match(int first, int second, bool kept = true) {
    Match m;
    m.first = first;
    m.second = second;
    m.kept = kept;
    return m;
}

const Homography ten_to_the_right{{1, 0, 10, 0, 1, 0, 0, 0, 1}};

}  // namespace

TEST_CASE("judge: labels, precision, recall and errors of an example worked by hand", "[sift][judge]") {
    const std::vector<Keypoint> first{keypoint_at(0, 0), keypoint_at(20, 0), keypoint_at(40, 0),
                                      keypoint_at(60, 0), keypoint_at(80, 0)};
    // Where the truth sends them: 10, 30, 50, 70, 90.
    const std::vector<Keypoint> second{keypoint_at(13, 4),   // 5 px from the first's place: 3-4-5
                                       keypoint_at(30, -1),  // 1 px
                                       keypoint_at(52, 0),   // 2 px
                                       keypoint_at(200, 0),  // far from everything
                                       keypoint_at(90, 3)};  // 3 px: exactly at the tolerance
    const std::vector<Match> matches{match(0, 0), match(1, 1), match(2, 2),
                                     match(3, 3), match(4, 4), match(1, 2, false)};
    const Verdicts v = judge(first, second, matches, ten_to_the_right, 3);
    REQUIRE(v.judgements.size() == 6);
    CHECK(v.judgements[0] == sift::Judgement{5, 3, 4, false});
    CHECK(v.judgements[1] == sift::Judgement{1, 0, -1, true});
    CHECK(v.judgements[4] == sift::Judgement{3, 0, 3, true});
    CHECK(v.judgements[5] == sift::Judgement{22, 22, 0, false});  // judged, though not kept
    CHECK(v.kept == 5);
    CHECK(v.right == 3);
    CHECK(v.wrong == 2);
    CHECK(v.findable == 3);  // 30, 50 and 90 have a neighbour within 3 px
    CHECK(v.precision == 3.0 / 5);
    CHECK(v.recall == 1.0);
    CHECK(v.median_error_px == 2.0);
    CHECK(v.mean_residual_x_px == Approx(2.0 / 3));
    CHECK(v.mean_residual_y_px == Approx(2.0 / 3));
}

TEST_CASE("judge: a match that was not kept counts for nothing but can be found", "[sift][judge]") {
    const std::vector<Keypoint> first{keypoint_at(0, 0), keypoint_at(50, 50)};
    const std::vector<Keypoint> second{keypoint_at(10, 0), keypoint_at(60, 51)};
    const Verdicts v =
        judge(first, second, std::vector{match(0, 0), match(1, 1, false)}, ten_to_the_right, 3);
    CHECK(v.kept == 1);
    CHECK(v.right == 1);
    CHECK(v.findable == 2);
    CHECK(v.recall == 0.5);
}

TEST_CASE("judge: the median of an even number of errors is the mean of the middle two", "[sift][judge]") {
    std::vector<Keypoint> first, second;
    std::vector<Match> matches;
    for (const double error : {0.1, 2.0, 0.5, 1.0}) {
        const int i = static_cast<int>(first.size());
        first.push_back(keypoint_at(100.0 * i, 0));
        second.push_back(keypoint_at(100.0 * i + 10, error));
        matches.push_back(match(i, i));
    }
    CHECK(judge(first, second, matches, ten_to_the_right, 3).median_error_px == Approx(0.75));
}

TEST_CASE("judge: 0/0 is nothing, not zero", "[sift][judge]") {
    const Verdicts empty = judge({}, {}, {}, ten_to_the_right, 3);
    CHECK_FALSE(empty.precision);
    CHECK_FALSE(empty.recall);
    CHECK_FALSE(empty.median_error_px);
    CHECK_FALSE(empty.mean_residual_x_px);
    CHECK_FALSE(empty.mean_residual_y_px);

    // All wrong is zero, though.
    const std::vector<Keypoint> first{keypoint_at(0, 0)}, second{keypoint_at(99, 0)};
    const Verdicts wrong = judge(first, second, std::vector{match(0, 0)}, ten_to_the_right, 3);
    CHECK(wrong.precision == 0.0);
    CHECK_FALSE(wrong.recall);
    CHECK_FALSE(wrong.median_error_px);
}

TEST_CASE("judge: a tolerance that is not above zero is refused", "[sift][judge]") {
    for (const double tolerance : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_WITH(judge({}, {}, {}, ten_to_the_right, tolerance),
                          Catch::Matchers::StartsWith("tolerance is "));
}

TEST_CASE("point grid: it finds what a search through all points finds, ties at the radius included",
          "[sift][judge]") {
    const unsigned seed = 12;
    std::mt19937 random(seed);
    for (const double radius : {0.01, 1.0, 3.0, 40.0, 1e6}) {
        for (const bool lattice : {false, true}) {
            CAPTURE(seed, radius, lattice);
            std::uniform_real_distribution<double> coordinate(-30, 200);
            const auto draw = [&] {
                const double value = coordinate(random);
                return lattice ? std::floor(value) : value;
            };
            std::vector<Point> points{{std::nan(""), 0}, {0, std::numeric_limits<double>::infinity()}};
            for (int i = 0; i < 300; ++i) points.push_back({draw(), draw() / 3});
            const PointGrid grid(points, radius);
            for (int i = 0; i < 300; ++i) {
                const Point p{draw() * 1.2, draw()};
                std::vector<std::size_t> expected, found;
                for (std::size_t k = 0; k < points.size(); ++k)
                    if (std::hypot(points[k].x - p.x, points[k].y - p.y) <= radius) expected.push_back(k);
                grid.for_each_near(p, [&](std::size_t k, double) { found.push_back(k); });
                std::sort(found.begin(), found.end());
                CHECK(found == expected);
                CHECK(grid.any_near(p) == !expected.empty());
            }
        }
    }
    // Multiples of 0.1 a radius apart: rounding must not hide a neighbour behind the next cell.
    std::vector<Point> line;
    for (int i = 0; i < 60; ++i) line.push_back({0.1 * i, 0});
    const PointGrid grid(line, 0.1 * 7);
    for (const Point p : line) {
        std::size_t expected = 0, found = 0;
        for (const Point q : line) expected += std::abs(p.x - q.x) <= 0.1 * 7 ? 1U : 0U;
        grid.for_each_near(p, [&](std::size_t, double) { ++found; });
        CHECK(found == expected);
    }
    CHECK_FALSE(PointGrid({}, 1).any_near({0, 0}));
    CHECK_FALSE(PointGrid(std::vector{Point{1, 1}}, 1).any_near({std::nan(""), 1}));
    CHECK_THROWS_AS(PointGrid({}, 0), std::invalid_argument);
}
