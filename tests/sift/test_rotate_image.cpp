#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstring>
#include <numbers>
#include <random>
#include <stop_token>
#include <vector>

#include <opencv2/core.hpp>

#include "sift/geometry/interpolation_kernel.h"
#include "sift/geometry/rotate_image.h"
#include "sift/kernels/interpolate.h"
#include "tests/support/catch.h"
#include "tests/support/simd_targets.h"

namespace {

using sift::Canvas;
using sift::Image;
using sift::Interpolation;
using sift::Point;
using sift::rotate_image;
using sift::Rotation;
using sift::rotation_about_centre;

constexpr double pi = std::numbers::pi;
constexpr std::array<Interpolation, 4> all_interpolations{Interpolation::linear, Interpolation::cubic,
                                                          Interpolation::lanczos, Interpolation::spline};
constexpr float fill = -1000;

Image noise(int width, int height, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> grey(0, 255);
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) image.at(x, y) = grey(random);
    return image;
}

bool has_source(const Rotation& rotation, int x, int y) {
    const Point p = rotation.to_source({static_cast<double>(x), static_cast<double>(y)});
    return p.x >= 0 && p.y >= 0 && p.x <= rotation.source_width - 1 && p.y <= rotation.source_height - 1;
}

/// Calls check(x, y) for each pixel of the canvas that has a source and returns how many there are.
template <class Check>
int for_each_inside(const Rotation& rotation, Check check) {
    int count = 0;
    for (int y = 0; y < rotation.height; ++y)
        for (int x = 0; x < rotation.width; ++x)
            if (has_source(rotation, x, y)) {
                check(x, y);
                ++count;
            }
    return count;
}

double keys(double x) {
    const double a = -0.5;
    x = std::abs(x);
    if (x <= 1) return (a + 2) * x * x * x - (a + 3) * x * x + 1;
    return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
}

double sinc(double x) {
    return x == 0 ? 1 : std::sin(pi * x) / (pi * x);
}

/// The textbook's kernel at x; not yet divided by the sum for Lanczos.
double textbook(Interpolation interpolation, double x) {
    switch (interpolation) {
        case Interpolation::linear:
            return std::max(0.0, 1 - std::abs(x));
        case Interpolation::cubic:
            return keys(x);
        default:
            return std::abs(x) < 4 ? sinc(x) * sinc(x / 4) : 0;
    }
}

/// How far the interpolation of exp(i w x) may lie from it, w in radians a pixel.
///
/// For kernels that weigh pixels: the largest |sum_k h(t - k) exp(i w (k - t)) - 1| over t. For the spline:
/// interpolation between the integers yields sum_k b_k exp(i (w + 2 pi k) x) with b_k proportional to
/// sinc((w + 2 pi k) / 2 pi)^6, all positive and of sum 1 (Unser 1999), so at most 2 (1 - b_0).
double error_of_wave(Interpolation interpolation, double w) {
    if (interpolation == Interpolation::spline) {
        double sum = 0;
        for (int k = -50; k <= 50; ++k) sum += std::pow(sinc(w / (2 * pi) + k), 6);
        return 2 * (1 - std::pow(sinc(w / (2 * pi)), 6) / sum);
    }
    double worst = 0;
    for (int step = 0; step <= 1000; ++step) {
        const double t = step / 1000.0;
        std::complex<double> wave;
        double sum = 0;
        for (int k = -4; k <= 5; ++k) {
            wave += textbook(interpolation, t - k) * std::polar(1.0, w * (k - t));
            sum += textbook(interpolation, t - k);
        }
        worst = std::max(worst, std::abs(wave / sum - 1.0));
    }
    return worst;
}

}  // namespace

TEST_CASE("rotate_image: the error against an analytic picture stays within each kernel's theory",
          "[sift][rotate_image]") {
    // cos(pi k x / (W - 1)) is its own mirror image about both border pixels, so that the extension beyond
    // the border is exact and the whole picture can be judged.
    const int width = 97;
    const int height = 81;
    const double amplitude = 100;
    const Interpolation interpolation = GENERATE(from_range(all_interpolations));
    for (const int waves : {1, 9, 30}) {
        const double wx = pi * waves / (width - 1);
        const double wy = pi * waves / (height - 1);
        const auto truth = [&](Point p) { return 128 + amplitude * std::cos(wx * p.x) * std::cos(wy * p.y); };
        Image image(width, height);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                image.at(x, y) = static_cast<float>(truth({static_cast<double>(x), static_cast<double>(y)}));
        // Both axes err: (c + e)(c' + e') - c c'. Floats: about 25 roundings of 2^-24 each, of sums whose
        // terms add up to less than 2.5 * 255 in absolute value.
        const double ex = error_of_wave(interpolation, wx);
        const double ey = error_of_wave(interpolation, wy);
        const double bound = amplitude * (ex + ey + ex * ey) + 25 * 2.5 * 255 / double{1 << 24};
        for (const double angle : {30.0, -77.7, 180.01}) {
            const Rotation rotation = rotation_about_centre(width, height, angle, Canvas::grow);
            const Image rotated = rotate_image(image.view(), rotation, interpolation, fill);
            double worst = 0;
            const int count = for_each_inside(rotation, [&](int x, int y) {
                const Point p = rotation.to_source({static_cast<double>(x), static_cast<double>(y)});
                worst = std::max(worst, std::abs(static_cast<double>(rotated.at(x, y)) - truth(p)));
            });
            CAPTURE(static_cast<int>(interpolation), waves, angle, bound);
            CHECK(count > width * height * 9 / 10);
            CHECK(worst <= bound);
        }
    }
}

TEST_CASE("rotate_image: quarter turns permute the pixels bit by bit", "[sift][rotate_image]") {
    const Image image = noise(23, 14, 1);
    const cv::Mat source(image.height(), image.width(), CV_32F, const_cast<float*>(image.row(0)));
    const std::array<int, 3> codes{cv::ROTATE_90_COUNTERCLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_CLOCKWISE};
    for (int quarter = 1; quarter <= 3; ++quarter) {
        cv::Mat expected;
        cv::rotate(source, expected, codes[static_cast<std::size_t>(quarter - 1)]);
        for (const double angle : {90.0 * quarter, 90.0 * quarter - 360, 90.0 * quarter + 720}) {
            CAPTURE(angle);
            const Rotation rotation = rotation_about_centre(23, 14, angle, Canvas::grow);
            const Image rotated = rotate_image(image.view(), rotation, Interpolation::spline, fill);
            REQUIRE(rotated.width() == expected.cols);
            REQUIRE(rotated.height() == expected.rows);
            CHECK(std::memcmp(rotated.row(0), expected.data, expected.total() * sizeof(float)) == 0);
        }
    }
    const Rotation none = rotation_about_centre(23, 14, 0, Canvas::keep);
    CHECK(rotate_image(image.view(), none, Interpolation::linear, fill) == image);
}

TEST_CASE("rotate_image: a quarter turn on a kept canvas is cropped and padded as its map says",
          "[sift][rotate_image]") {
    const Image image = noise(7, 4, 2);
    for (const double angle : {90.0, 270.0}) {
        const Rotation rotation = rotation_about_centre(7, 4, angle, Canvas::keep);
        const Image rotated = rotate_image(image.view(), rotation, Interpolation::spline, fill);
        int filled = 0;
        for (const int y : {0, 1, 2, 3})
            for (const int x : {0, 1, 2, 3, 4, 5, 6}) filled += rotated.at(x, y) == fill ? 1 : 0;
        CHECK(filled == 12);  // 4 of 7 columns hold the turned picture
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 7; ++x) {
                const Point p = rotation.to_rotated({static_cast<double>(x), static_cast<double>(y)});
                if (p.x >= 0 && p.y >= 0 && p.x < 7 && p.y < 4)
                    CHECK(rotated.at(static_cast<int>(p.x), static_cast<int>(p.y)) == image.at(x, y));
            }
    }
}

TEST_CASE("rotate_image: fill stands exactly where the source position leaves the picture",
          "[sift][rotate_image]") {
    const Image image = noise(40, 30, 3);
    for (const Interpolation interpolation : all_interpolations)
        for (const Canvas canvas : {Canvas::grow, Canvas::keep})
            for (const double angle : {0.001, 17.0, 45.0, 200.5}) {
                const Rotation rotation = rotation_about_centre(40, 30, angle, canvas);
                const Image rotated = rotate_image(image.view(), rotation, interpolation, fill);
                int differing = 0;
                for (int y = 0; y < rotation.height; ++y)
                    for (int x = 0; x < rotation.width; ++x)
                        differing += (rotated.at(x, y) != fill) != has_source(rotation, x, y) ? 1 : 0;
                CAPTURE(angle);
                CHECK(differing == 0);
            }
}

TEST_CASE("rotate_image: a turn too small to see changes nothing: every kernel interpolates",
          "[sift][rotate_image]") {
    // The spline passes through the pixels only when prefilter and B-spline fit each other.
    const Image image = noise(64, 51, 4);
    const Rotation rotation = rotation_about_centre(64, 51, 1e-7, Canvas::keep);
    for (const Interpolation interpolation : all_interpolations) {
        const Image rotated = rotate_image(image.view(), rotation, interpolation, fill);
        double worst = 0;
        for_each_inside(rotation, [&](int x, int y) {
            worst = std::max(worst, std::abs(static_cast<double>(rotated.at(x, y) - image.at(x, y))));
        });
        // 32 px * 1.7e-9 of movement, times a slope of at most 255 * 2 pi, and the roundings of floats.
        CHECK(worst < 1e-3);
    }
}

TEST_CASE("rotate_image: pictures of one pixel, one row and no pixel at all", "[sift][rotate_image]") {
    for (const Interpolation interpolation : all_interpolations) {
        for (const auto& [width, height] : {std::pair{1, 1}, {2, 1}, {1, 5}, {9, 1}, {2, 2}, {3, 2}}) {
            const Image flat(width, height, 77);
            for (const double angle : {0.0, 90.0, 180.0, 33.0, 179.9999999}) {
                const Rotation rotation = rotation_about_centre(width, height, angle, Canvas::grow);
                const Image rotated = rotate_image(flat.view(), rotation, interpolation, fill);
                REQUIRE(rotated.width() == rotation.width);
                CAPTURE(width, height, angle);
                for_each_inside(rotation,
                                [&](int x, int y) { CHECK(rotated.at(x, y) == Approx(77).epsilon(1e-6)); });
            }
        }
        const Rotation nothing = rotation_about_centre(0, 0, 30, Canvas::grow);
        CHECK(rotate_image({}, nothing, interpolation, fill).empty());
    }
}

TEST_CASE("rotate_image: 1, 2 and 8 threads and every SIMD target give the same bits",
          "[sift][rotate_image]") {
    const Image image = noise(150, 110, 5);
    const Interpolation interpolation = GENERATE(from_range(all_interpolations));
    const Rotation rotation = rotation_about_centre(150, 110, 30, Canvas::grow);
    const Image expected = rotate_image(image.view(), rotation, interpolation, fill, {1, {}});
    for (const int threads : {2, 8})
        CHECK(rotate_image(image.view(), rotation, interpolation, fill, {threads, {}}) == expected);
    for_each_simd_target([&](const char* target) {
        CAPTURE(target);
        CHECK(rotate_image(image.view(), rotation, interpolation, fill) == expected);
    });
}

TEST_CASE("interpolation kernels: every SIMD target agrees with its scalar twin at every length",
          "[sift][kernels]") {
    const unsigned seed = 6;
    const Image pixels = noise(40, 40, seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> uniform(0, 1);
    sift::kernels::PolynomialWeights polynomials;
    polynomials.degree = 5;
    for (auto& row : polynomials.coefficients)
        for (float& coefficient : row) coefficient = uniform(random) - 0.5F;
    std::vector<float> fractions(20);
    std::vector<const float*> corners(20);
    for (std::size_t i = 0; i < fractions.size(); ++i) {
        fractions[i] = uniform(random);
        corners[i] = pixels.row(static_cast<int>(random() % 32)) + random() % 32;
    }
    for_each_simd_target([&](const char* target) {
        for (std::size_t n = 0; n <= 19; ++n) {
            CAPTURE(seed, target, n);
            using Weights = std::vector<sift::kernels::InterpolationWeights>;
            Weights actual(20), expected(20);
            sift::kernels::evaluate_weights(polynomials, fractions.data(), n, actual.data());
            sift::kernels::scalar::evaluate_weights(polynomials, fractions.data(), n, expected.data());
            CHECK(actual == expected);
            for (const int taps : {2, 4, 6, 8}) {
                std::vector<float> a(20, -1), e(20, -1);  // what lies past n stays as it is
                sift::kernels::interpolate(corners.data(), 40, taps, actual.data(), actual.data(), n,
                                           a.data());
                sift::kernels::scalar::interpolate(corners.data(), 40, taps, actual.data(), actual.data(), n,
                                                   e.data());
                CHECK(a == e);
            }
        }
    });
}

TEST_CASE("interpolation weights: they sum to one and equal the textbook's, up to a fraction of one",
          "[sift][rotate_image]") {
    const std::vector<float> fractions{0.0F, 1e-6F, 0.1F, 0.5F, 0.75F, std::nextafter(1.0F, 0.0F), 1.0F};
    for (const Interpolation interpolation : all_interpolations) {
        const sift::InterpolationKernel kernel(interpolation);
        std::vector<sift::kernels::InterpolationWeights> weights(fractions.size());
        kernel.weights(fractions.data(), fractions.size(), weights.data());
        for (std::size_t i = 0; i < fractions.size(); ++i) {
            CAPTURE(static_cast<int>(interpolation), fractions[i]);
            double sum = 0;
            double unscaled_sum = 0;
            for (std::size_t k = 0; k < weights[i].size(); ++k) {
                sum += static_cast<double>(weights[i][k]);
                const double x =
                    static_cast<double>(fractions[i]) - kernel.first_tap() - static_cast<double>(k);
                unscaled_sum += textbook(interpolation, x);
            }
            CHECK(sum == Approx(1).epsilon(1e-6));
            if (interpolation == Interpolation::spline) continue;  // its B-spline is tested by the pictures
            for (std::size_t k = 0; k < weights[i].size(); ++k) {
                const double x =
                    static_cast<double>(fractions[i]) - kernel.first_tap() - static_cast<double>(k);
                CHECK(static_cast<double>(weights[i][k]) ==
                      Approx(textbook(interpolation, x) / unscaled_sum).margin(3e-7));
            }
        }
    }
}

TEST_CASE("rotate_image: a requested stop leaves nothing, a rotation of another size is refused",
          "[sift][rotate_image]") {
    const Image image = noise(30, 20, 8);
    std::stop_source stop;
    stop.request_stop();
    for (const double angle : {30.0, 90.0}) {
        const Rotation rotation = rotation_about_centre(30, 20, angle, Canvas::grow);
        CHECK(
            rotate_image(image.view(), rotation, Interpolation::spline, fill, {1, stop.get_token()}).empty());
    }
    const Rotation other = rotation_about_centre(20, 30, 30, Canvas::grow);
    CHECK_THROWS_AS(rotate_image(image.view(), other, Interpolation::spline, fill), std::invalid_argument);
}

TEST_CASE("mean_grey: the mean of a ramp, of a large flat picture and of nothing", "[sift][rotate_image]") {
    Image ramp(256, 3);
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 256; ++x) ramp.at(x, y) = static_cast<float>(x);
    CHECK(sift::mean_grey(ramp.view()) == 127.5F);
    // A sum in floats would stop growing at 2^24.
    CHECK(sift::mean_grey(Image(3000, 1000, 200.5F).view()) == 200.5F);
    CHECK(sift::mean_grey({}) == 0);
}
