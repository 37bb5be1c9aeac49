#include <cmath>
#include <random>
#include <vector>

#include "sift/geometry/estimate_homography.h"
#include "tests/support/catch.h"

namespace {

const sift::Homography true_map{{1.1, 0.2, -15, -0.15, 0.95, 30, 2e-4, -1e-4, 1}};

struct Scene {
    std::vector<sift::Keypoint> first, second;
    std::vector<sift::Match> matches;
};

/// `inliers` matches that the true map explains to within `noise_px` in x and y, then `outliers` that it does
/// not.
Scene scene(std::size_t inliers, std::size_t outliers, double noise_px, unsigned seed) {
    std::mt19937 random(seed);
    const auto uniform = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random()) / 4294967295.0;
    };
    Scene scene;
    for (std::size_t i = 0; i < inliers + outliers; ++i) {
        const sift::Point p{uniform(0, 400), uniform(0, 300)};
        sift::Point q = true_map(p);
        q.x += uniform(-noise_px, noise_px);
        q.y += uniform(-noise_px, noise_px);
        if (i >= inliers) q = {q.x + uniform(20, 300), q.y + uniform(20, 200)};
        scene.first.push_back({p.x, p.y, 4, 0, 0.1, 0, 1});
        scene.second.push_back({q.x, q.y, 4, 0, 0.1, 0, 1});
        sift::Match match;
        match.first = match.second = static_cast<int>(i);
        match.kept = true;
        scene.matches.push_back(match);
    }
    return scene;
}

}  // namespace

TEST_CASE("homography: four exact pairs and many give the map that they were made with",
          "[sift][homography]") {
    std::vector<sift::Point> from{{0, 0}, {400, 10}, {390, 300}, {5, 280}};
    for (const bool more : {false, true}) {
        if (more) from.insert(from.end(), {{100, 50}, {210, 140}, {310, 222}});
        std::vector<sift::Point> to;
        for (const sift::Point& p : from) to.push_back(true_map(p));
        const auto fitted = sift::fit_homography(from, to);
        REQUIRE(fitted);
        for (std::size_t i = 0; i < 9; ++i)
            CHECK(fitted->m[i] == Approx(true_map.m[i]).epsilon(1e-7).margin(1e-9));
    }
}

TEST_CASE("homography: points on a line or in one place determine none", "[sift][homography]") {
    std::vector<sift::Point> line, place;
    for (int i = 0; i < 9; ++i) {
        line.push_back({10.0 * i, 5.0 * i});
        place.push_back({3, 4});
    }
    CHECK_FALSE(sift::fit_homography(line, line));
    CHECK_FALSE(sift::fit_homography(place, place));
    CHECK_FALSE(sift::fit_homography(std::vector<sift::Point>(line.begin(), line.begin() + 3),
                                     std::vector<sift::Point>(line.begin(), line.begin() + 3)));
}

TEST_CASE("homography: it is found among twice as many outliers, and its inliers are named",
          "[sift][homography]") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        const Scene s = scene(60, 120, 0.5, seed);
        const auto estimate = sift::estimate_homography(s.first, s.second, s.matches, 3);
        REQUIRE(estimate);
        CHECK(estimate->inliers == 60);
        for (std::size_t i = 0; i < s.matches.size(); ++i) CHECK(estimate->agrees[i] == (i < 60));
        for (const sift::Point corner : {sift::Point{0, 0}, {400, 0}, {400, 300}, {0, 300}}) {
            const sift::Point found = estimate->second_from_first(corner);
            const sift::Point expected = true_map(corner);
            // Sixty pairs of 0.29 px standard deviation in x and y; the corners extrapolate a little.
            CHECK(std::hypot(found.x - expected.x, found.y - expected.y) < 1);
        }
        const auto again = sift::estimate_homography(s.first, s.second, s.matches, 3);
        CHECK(again->second_from_first == estimate->second_from_first);
    }
}

TEST_CASE("homography: matches that were not kept decide nothing but are told whether they agree",
          "[sift][homography]") {
    Scene s = scene(40, 0, 0.2, 4);
    for (std::size_t i = 20; i < 40; ++i) s.matches[i].kept = false;
    const auto estimate = sift::estimate_homography(s.first, s.second, s.matches, 3);
    REQUIRE(estimate);
    CHECK(estimate->inliers == 20);
    CHECK(estimate->agrees[30]);
}

TEST_CASE("homography: chance agreement of a few is none", "[sift][homography]") {
    CHECK_FALSE(sift::estimate_homography({}, {}, {}, 3));
    const Scene few = scene(7, 0, 0, 5);
    CHECK_FALSE(sift::estimate_homography(few.first, few.second, few.matches, 3));
    const Scene chance = scene(0, 60, 0, 6);
    const auto found = sift::estimate_homography(chance.first, chance.second, chance.matches, 1);
    CHECK((!found || found->inliers < 15));
    // One point in many orientations is one place.
    Scene same = scene(4, 0, 0, 7);
    for (int copy = 0; copy < 5; ++copy)
        for (int i = 0; i < 4; ++i) same.matches.push_back(same.matches[static_cast<std::size_t>(i)]);
    CHECK_FALSE(sift::estimate_homography(same.first, same.second, same.matches, 3));
}
