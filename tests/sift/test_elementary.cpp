#include <cmath>
#include <numbers>

#include "sift/elementary.h"
#include "sift/gaussian_window.h"
#include "sift/kernels/gradient.h"
#include "tests/support/catch.h"

TEST_CASE("elementary: our exponentials agree with the C library's to 1e-15", "[sift]") {
    for (double x = -40; x <= 40; x += 0.0371) {
        CAPTURE(x);
        CHECK(std::abs(sift::exponential(x) / std::exp(x) - 1) < 1e-15);
        CHECK(std::abs(sift::power_of_two(x) / std::exp2(x) - 1) < 1e-15);
    }
    CHECK(sift::exponential(0) == 1);
    CHECK(sift::exponential(-1e9) == 0);
    CHECK(sift::power_of_two(5) == 32);
}

TEST_CASE("elementary: our sine and cosine agree with the C library's to 1e-15", "[sift]") {
    for (double degrees = -720; degrees <= 720; degrees += 0.237) {
        CAPTURE(degrees);
        const auto [sine, cosine] = sift::sine_cosine(degrees);
        const double radians = std::remainder(degrees, 360.0) * std::numbers::pi / 180;
        CHECK(std::abs(sine - std::sin(radians)) < 1e-15);
        CHECK(std::abs(cosine - std::cos(radians)) < 1e-15);
    }
    CHECK(sift::sine_cosine(90).cosine == 0);
    CHECK(sift::sine_cosine(270).sine == -1);
}

TEST_CASE("elementary: a window's weights are those of the Gaussian", "[sift]") {
    for (const double sigma : {0.9, 2.4, 5.25, 40.0}) {
        const int radius = static_cast<int>(4 * sigma);
        const auto weights = sift::gaussian_window(radius, sigma);
        REQUIRE(weights.size() == static_cast<std::size_t>(2 * radius + 1 + sift::kernels::row_overhang));
        for (int k = -radius; k <= radius; ++k) {
            CAPTURE(sigma, k);
            CHECK(weights[static_cast<std::size_t>(k + radius)] ==
                  Approx(std::exp(-k * k / (2 * sigma * sigma))).epsilon(1e-7));
        }
    }
}
