#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sift/localization.h"
#include "tests/sift/random_values.h"
#include "tests/sift/synthetic_octave.h"
#include "tests/support/catch.h"

using sift::Verdict;

namespace {

/// A quadratic in column, row and layer, in grey levels 0..255.
struct Quadratic {
    double x, y, layer;  ///< where its extremum lies
    double height = 40;  ///< D there
    double bend_x = 2, bend_y = 2, bend_layer = 3;
    double bend_xy = 0.3, bend_x_layer = -0.2, bend_y_layer = 0.4;

    double operator()(int l, int column, int row) const {
        const double u = column - x;
        const double v = row - y;
        const double w = l - layer;
        return height - bend_x * u * u - bend_y * v * v - bend_layer * w * w - bend_xy * u * v -
               bend_x_layer * u * w - bend_y_layer * v * w;
    }
};

sift::Candidate start_at(int layer, int column, int row) {
    sift::Candidate candidate;
    candidate.layer = layer;
    candidate.column = column;
    candidate.row = row;
    return candidate;
}

sift::Candidate localize(const Quadratic& quadratic, const sift::Candidate& start,
                         const sift::DetectParams& params = sift::DetectParams::classic()) {
    return sift::localize(octave_of(40, 36, params.layers, quadratic), start, params);
}

}  // namespace

TEST_CASE("localization: the extremum of a quadratic is found exactly, from the sample next to it",
          "[sift]") {
    const Quadratic quadratic{20.3, 17.8, 2.25};
    const auto c = localize(quadratic, start_at(2, 20, 18));
    CHECK(c.verdict == Verdict::keypoint);
    CHECK(c.steps == 0);
    // The DoG is formed from float pictures of up to 10,000 grey levels: 1e-3 of rounding against bends of 2.
    CHECK(c.column + c.offset_x == Approx(20.3).margin(0.002));
    CHECK(c.row + c.offset_y == Approx(17.8).margin(0.002));
    CHECK(c.layer + c.offset_layer == Approx(2.25).margin(0.002));
    CHECK(c.contrast == Approx(40.0 / 255).epsilon(1e-4));
}

TEST_CASE("localization: moves to the nearest sample when the extremum lies past half a sample", "[sift]") {
    const Quadratic quadratic{23.3, 15.8, 1.25};
    const auto c = localize(quadratic, start_at(2, 20, 18));
    CHECK(c.verdict == Verdict::keypoint);
    CHECK(c.steps == 1);
    CHECK(c.column == 23);
    CHECK(c.row == 16);
    CHECK(c.layer == 1);
    CHECK(c.offset_x == Approx(0.3).margin(0.002));
}

TEST_CASE("localization: an extremum past the border or the layers is outside", "[sift]") {
    CHECK(localize({36.1, 18, 2}, start_at(2, 30, 18)).verdict == Verdict::outside);
    CHECK(localize({4.2, 18, 2}, start_at(2, 10, 18)).verdict == Verdict::outside);
    CHECK(localize({20, 31.3, 2}, start_at(2, 20, 28)).verdict == Verdict::outside);
    CHECK(localize({20, 18, 3.8}, start_at(3, 20, 18)).verdict == Verdict::outside);
    CHECK(localize({20, 18, 0.2}, start_at(1, 20, 18)).verdict == Verdict::outside);
    CHECK(localize({34.3, 18, 2}, start_at(2, 30, 18)).verdict == Verdict::keypoint);
    // A flat plane has a singular Hessian: no offset, hence no step.
    CHECK(localize({0, 0, 0, 20, 0, 0, 0, 0, 0, 0}, start_at(2, 20, 18)).steps == 0);
}

TEST_CASE("localization: the contrast limit is contrast / layers, met by equality", "[sift]") {
    sift::DetectParams params = sift::DetectParams::classic();
    params.contrast_threshold = 0.06;
    params.layers = GENERATE(2, 3);
    const double limit = 255 * params.contrast_threshold / params.layers;
    Quadratic quadratic{20.1, 17.9, 1.05};
    for (const double sign : {1.0, -1.0}) {
        quadratic.height = sign * limit * 0.99;
        CHECK(localize(quadratic, start_at(1, 20, 18), params).verdict == Verdict::low_contrast);
        quadratic.height = sign * limit * 1.01;
        CHECK(localize(quadratic, start_at(1, 20, 18), params).verdict == Verdict::keypoint);
    }
}

TEST_CASE("localization: ridges of too high a ratio of curvatures, and saddles, are edges", "[sift]") {
    Quadratic quadratic{20.1, 17.9, 2.1};
    quadratic.bend_xy = 0;
    const auto with_ratio = [&](double ratio) {
        quadratic.bend_x = 0.5;
        quadratic.bend_y = 0.5 * ratio;
        return localize(quadratic, start_at(2, 20, 18));
    };
    for (const double ratio : {1.0, 3.0, 9.5, 10.5, 30.0}) {
        const auto c = with_ratio(ratio);
        CAPTURE(ratio, c.edge_ratio);
        CHECK(c.edge_ratio == Approx(ratio).epsilon(0.02));
        CHECK((c.verdict == Verdict::edge) == (ratio > 10));
    }
    const auto saddle = with_ratio(-2);
    CHECK(saddle.verdict == Verdict::edge);
    CHECK(std::isinf(saddle.edge_ratio));
}

TEST_CASE("localization: on noise every verdict occurs, and no_convergence only after five steps", "[sift]") {
    constexpr int side = 60;
    const std::vector<float> noise = normal_values(5 * side * side, 17, 20);
    const auto octave = octave_of(side, side, 3, [&](int layer, int x, int y) {
        return noise[static_cast<std::size_t>((layer * side + y) * side + x)];
    });
    std::array<int, 5> seen{};
    for (int layer = 1; layer <= 3; ++layer)
        for (int row = 5; row < side - 5; ++row)
            for (int column = 5; column < side - 5; ++column) {
                const auto c = sift::localize(octave, start_at(layer, column, row), {});
                ++seen[static_cast<std::size_t>(c.verdict)];
                CHECK((c.verdict == Verdict::no_convergence) == (c.steps == 5));
                CHECK((c.layer >= 1 && c.layer <= 3 && c.row >= 5 && c.row < side - 5));
                if (c.verdict == Verdict::keypoint)
                    CHECK(std::max({std::abs(c.offset_x), std::abs(c.offset_y), std::abs(c.offset_layer)}) <
                          0.5);
            }
    for (const int count : seen) CHECK(count > 0);
}
