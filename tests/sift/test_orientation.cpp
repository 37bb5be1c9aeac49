#include <algorithm>
#include <cmath>

#include "sift/elementary.h"
#include "sift/orientation.h"
#include "tests/support/catch.h"

namespace {

/// A plane that rises by `slope` grey levels a sample in direction `degrees`, from +x towards +y.
sift::Image ramp(int side, double degrees, double slope = 2) {
    const auto [sine, cosine] = sift::sine_cosine(degrees);
    sift::Image image(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) image.at(x, y) = static_cast<float>(slope * (x * cosine + y * sine));
    return image;
}

}  // namespace

TEST_CASE("orientation: a ramp's direction is the keypoint's angle, to the width of a bin", "[sift]") {
    for (int degrees = 0; degrees < 360; degrees += 3) {
        const auto angles =
            sift::dominant_orientations(sift::orientation_histogram(ramp(64, degrees), 30, 33, 2.0F));
        CAPTURE(degrees);
        REQUIRE(angles.size() == 1);
        CHECK(std::abs(std::remainder(static_cast<double>(angles[0]) - degrees, 360.0)) <= 5.1);
        // All gradients share one bin, whose centre is a multiple of ten degrees.
        if (degrees % 10 == 0)
            CHECK(std::abs(std::remainder(static_cast<double>(angles[0]) - degrees, 360.0)) < 1e-3);
        CHECK((angles[0] >= 0 && angles[0] < 360));
    }
}

TEST_CASE("orientation: bins count counter-clockwise on screen", "[sift]") {
    // Brighter upwards: the gradient points up, 90 degrees counter-clockwise, 270 in keypoint angles.
    const auto histogram = sift::orientation_histogram(ramp(64, 270), 30, 30, 2.0F);
    CHECK(std::max_element(histogram.begin(), histogram.end()) - histogram.begin() == 9);
}

TEST_CASE("orientation: the histogram weighs a ramp by the Gaussian window, cut at three of its sigmas",
          "[sift]") {
    const float sigma = 2;
    const auto histogram = sift::orientation_histogram(ramp(64, 0, 1), 32, 32, sigma);
    double expected = 0;
    for (int y = -9; y <= 9; ++y)
        for (int x = -9; x <= 9; ++x) expected += 2 * std::exp(-(x * x + y * y) / (2 * 3.0 * 3.0));
    double sum = 0;
    for (const float value : histogram) sum += value;
    CHECK(sum == Approx(expected).epsilon(1e-5));
    CHECK(histogram[0] == Approx(expected * 6 / 16).epsilon(1e-5));
    CHECK(histogram[2] == Approx(expected / 16).epsilon(1e-5));
}

TEST_CASE("orientation: peaks below 80 % of the highest are left out, the others refined by a parabola",
          "[sift]") {
    sift::OrientationHistogram histogram{};
    histogram[4] = 10;
    histogram[20] = 8.1F;
    histogram[30] = 7.9F;
    histogram[21] = 4;
    const auto angles = sift::dominant_orientations(histogram);
    REQUIRE(angles.size() == 2);
    CHECK(angles[0] == Approx(320));
    // The vertex of the parabola through (-1, 0), (0, 8.1), (1, 4).
    CHECK(angles[1] == Approx(360 - 10 * (20 + 0.5 * (0 - 4) / (0 - 2 * 8.1 + 4))));
}

TEST_CASE("orientation: a flat picture has none, and windows over the border are cut", "[sift]") {
    const sift::Image flat(20, 20, 77);
    CHECK(sift::dominant_orientations(sift::orientation_histogram(flat, 10, 10, 2.0F)).empty());
    for (const int at : {0, 1, 18, 19})
        CHECK(sift::dominant_orientations(sift::orientation_histogram(ramp(20, 40), at, at, 2.0F)).size() ==
              1);
    const sift::Image narrow(2, 2, 5);
    CHECK(sift::dominant_orientations(sift::orientation_histogram(narrow, 0, 0, 2.0F)).empty());
}
