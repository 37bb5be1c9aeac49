#include <cmath>
#include <vector>

#include "sift/extrema.h"
#include "tests/sift/random_values.h"
#include "tests/sift/synthetic_octave.h"
#include "tests/support/catch.h"

namespace {

double spike(int layer, int x, int y) {
    return layer == 2 && x == 20 && y == 40 ? 10.0 : 0.0;
}

}  // namespace

TEST_CASE("extrema: a single peak or pit is found at its layer, row and column", "[sift]") {
    const double sign = GENERATE(1.0, -1.0);
    const auto octave =
        octave_of(48, 70, 3, [&](int layer, int x, int y) { return sign * spike(layer, x, y); });
    const auto found = sift::find_extrema(octave, {}, {});
    REQUIRE(found.size() == 1);
    CHECK(found[0].layer == 2);
    CHECK(found[0].column == 20);
    CHECK(found[0].row == 40);
    CHECK(found[0].octave == octave.index);
}

TEST_CASE("extrema: equal neighbours are both extrema, as in cv::SIFT", "[sift]") {
    const auto octave = octave_of(48, 70, 3, [](int layer, int x, int y) {
        return layer == 2 && (x == 20 || x == 21) && y == 40 ? 10.0 : 0.0;
    });
    CHECK(sift::find_extrema(octave, {}, {}).size() == 2);
}

TEST_CASE("extrema: nothing nearer than five samples to the border is looked at", "[sift]") {
    for (const int x : {4, 5, 42, 43})
        for (const int y : {4, 5, 64, 65}) {
            CAPTURE(x, y);
            const auto octave = octave_of(48, 70, 3, [&](int layer, int column, int row) {
                return layer == 1 && column == x && row == y ? 10.0 : 0.0;
            });
            const bool inside = x >= 5 && x < 43 && y >= 5 && y < 65;
            CHECK(sift::find_extrema(octave, {}, {}).size() == (inside ? 1U : 0U));
        }
}

TEST_CASE("extrema: the preliminary threshold is half the contrast, cut to whole grey levels", "[sift]") {
    // floor(0.5 * 0.09 / 3 * 255) = floor(3.825) = 3
    sift::DetectParams params = sift::DetectParams::classic();
    params.contrast_threshold = 0.09;
    for (const double height : {2.9, 3.0, 3.1}) {
        CAPTURE(height);
        const auto octave = octave_of(32, 32, 3, [&](int layer, int x, int y) {
            return layer == 1 && x == 16 && y == 16 ? height : 0.0;
        });
        CHECK(sift::find_extrema(octave, params, {}).size() == (height > 3 ? 1U : 0U));
    }
}

TEST_CASE("extrema: come ordered by layer, row and column for any number of threads", "[sift]") {
    const std::vector<float> noise = normal_values(5 * 90 * 80, 3, 20);
    const auto octave = octave_of(90, 80, 3, [&](int layer, int x, int y) {
        return noise[static_cast<std::size_t>((layer * 80 + y) * 90 + x)];
    });
    const auto one = sift::find_extrema(octave, {}, {1, {}});
    REQUIRE(one.size() > 300);
    for (std::size_t i = 1; i < one.size(); ++i) {
        const auto key = [](const sift::Candidate& c) { return std::make_tuple(c.layer, c.row, c.column); };
        CHECK(key(one[i - 1]) < key(one[i]));
    }
    CHECK(sift::find_extrema(octave, {}, {2, {}}) == one);
    CHECK(sift::find_extrema(octave, {}, {8, {}}) == one);
}

TEST_CASE("extrema: octaves without an inside have none", "[sift]") {
    for (const int side : {1, 2, 5, 10, 11}) {
        const auto octave = octave_of(side, side, 3, spike);
        CHECK(sift::find_extrema(octave, {}, {}).empty());
    }
}
