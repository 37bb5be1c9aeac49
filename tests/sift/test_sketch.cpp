// Sketches decide which distances the matcher need not form: none that matters may be among them.

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "sift/detect.h"
#include "sift/kernels/sketch.h"
#include "sift/kernels/two_nearest.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using sift::Descriptor;
using sift::kernels::Sketch;
using sift::kernels::sketch_of;

namespace {

std::int64_t squared_distance(const auto& a, const auto& b) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

void check_reach(const Descriptor& a, const Descriptor& b) {
    const auto squared = static_cast<std::int32_t>(squared_distance(a, b));
    CHECK(squared_distance(sketch_of(a), sketch_of(b)) <= sift::kernels::reach_of_sketches(squared + 1));
}

Descriptor random_bytes(std::mt19937& random) {
    Descriptor descriptor;
    for (std::uint8_t& bin : descriptor) bin = static_cast<std::uint8_t>(random() % 256);
    return descriptor;
}

}  // namespace

TEST_CASE("sketch: two are never farther apart than their descriptors allow", "[sift][kernels][match]") {
    const unsigned seed = 31;
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 2000; ++i) {
        CAPTURE(i);
        const Descriptor a = random_bytes(random);
        check_reach(a, random_bytes(random));
        Descriptor near = a;  // where rounding is all that there is
        for (std::uint8_t& bin : near) bin = static_cast<std::uint8_t>(bin ^ (random() % 2));
        check_reach(a, near);
        Descriptor nearest = a;
        std::uint8_t& changed = nearest[random() % a.size()];
        changed = static_cast<std::uint8_t>(changed ^ 1U);
        check_reach(a, nearest);
        Descriptor extreme;  // the longest differences, in patterns that one coefficient holds alone
        const auto pattern = static_cast<unsigned>(random() % 128);
        for (unsigned k = 0; k < extreme.size(); ++k)
            extreme[k] = std::popcount(k & pattern) % 2 == 0 ? 255 : 0;
        Descriptor opposite;
        std::transform(extreme.begin(), extreme.end(), opposite.begin(),
                       [](std::uint8_t bin) { return static_cast<std::uint8_t>(255 - bin); });
        check_reach(extreme, opposite);
        check_reach(extreme, a);
    }
    Descriptor white;
    white.fill(255);
    check_reach(white, Descriptor{});
    check_reach(white, white);
}

TEST_CASE("sketch: keeps the distance of slow patterns whole", "[sift][kernels][match]") {
    // The same in all cells, one period around the directions: held by two coefficients.
    Descriptor a{};
    Descriptor b{};
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double angle = static_cast<double>(k % 8) * std::acos(-1.0) / 4;
        a[k] = static_cast<std::uint8_t>(std::lround(100 + 90 * std::cos(angle)));
        b[k] = static_cast<std::uint8_t>(std::lround(100 + 90 * std::sin(angle)));
    }
    const double distance = std::sqrt(static_cast<double>(squared_distance(a, b)));
    const double of_sketches = std::sqrt(static_cast<double>(squared_distance(sketch_of(a), sketch_of(b))));
    CHECK(of_sketches == Approx(sift::kernels::sketch_scale * distance).epsilon(0.002));
}

TEST_CASE("sketch: what has no coefficient of its own counts by its length", "[sift][kernels][match]") {
    // Signs that change from bin to bin and from cell to cell, the fastest there are.
    Descriptor flat;
    flat.fill(128);
    Descriptor fast = flat;
    for (std::size_t k = 0; k < fast.size(); ++k)
        fast[k] = static_cast<std::uint8_t>((k + k / 8 + k / 32) % 2 == 0 ? 128 + 90 : 128 - 90);
    const double of_sketches =
        std::sqrt(static_cast<double>(squared_distance(sketch_of(flat), sketch_of(fast))));
    CHECK(of_sketches == Approx(sift::kernels::sketch_scale * 90 * std::sqrt(128.0)).epsilon(0.001));
}

TEST_CASE("sketch: of a picture's descriptors nine of ten are out of reach of the second nearest",
          "[sift][kernels][match]") {
    const auto picture = textured_picture(320, 240, 8, 400);
    const auto descriptors = sift::detect_and_describe(picture->grey.view(), {}, {}).descriptors;
    REQUIRE(descriptors.size() > 300);
    std::vector<sift::TwoNearest> nearest(descriptors.size());
    sift::kernels::scalar::two_nearest(descriptors, descriptors, nearest);
    std::vector<Sketch> sketches(descriptors.size());
    std::transform(descriptors.begin(), descriptors.end(), sketches.begin(), sketch_of);
    std::size_t in_reach = 0;
    for (std::size_t i = 0; i < sketches.size(); ++i) {
        const std::int32_t reach = sift::kernels::reach_of_sketches(nearest[i].second_squared);
        for (const Sketch& other : sketches)
            in_reach += squared_distance(sketches[i], other) <= reach ? 1 : 0;
    }
    const double share = static_cast<double>(in_reach) / static_cast<double>(descriptors.size()) /
                         static_cast<double>(descriptors.size());
    CAPTURE(share);
    CHECK(share < 0.1);
}
