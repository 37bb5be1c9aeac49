#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "sift/detect.h"
#include "sift/kernels/blur.h"
#include "sift/kernels/descriptor.h"
#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/kernels/orientation.h"
#include "tests/sift/random_values.h"
#include "tests/support/catch.h"
#include "tests/support/simd_targets.h"
#include "tests/support/textured_picture.h"

namespace kernels = sift::kernels;

namespace {

constexpr std::size_t guard = 64;  ///< floats past the end that must stay as they are: more than a vector
constexpr float untouched = -12345.0F;

std::vector<float> output(std::size_t n) {
    return std::vector<float>(n + guard, untouched);
}

}  // namespace

TEST_CASE("kernels: more than one SIMD target is compiled in, so that comparing them means something",
          "[sift][kernels]") {
    std::set<std::string> names;
    for_each_simd_target([&](const char* name) { names.insert(name); });
    CHECK_FALSE(names.empty());
#if defined(__x86_64__)
    CHECK(names.size() >= 2);
#endif
}

TEST_CASE("kernels: blur_row gives the bits of its scalar twin on every target, at every length and radius",
          "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (const int radius : {0, 1, 2, 3, 5, 13, 40})
            for (std::size_t n = 0; n <= 131; n += n < 70 ? 1 : 7) {
                CAPTURE(target, n, radius);
                const auto padded = normal_values(n + 2 * static_cast<std::size_t>(radius), 1);
                const auto taps = normal_values(static_cast<std::size_t>(radius) + 1, 2);
                auto actual = output(n);
                auto expected = output(n);
                kernels::blur_row(padded.data(), actual.data(), n, taps.data(), radius);
                kernels::scalar::blur_row(padded.data(), expected.data(), n, taps.data(), radius);
                CHECK(actual == expected);
            }
    });
}

TEST_CASE(
    "kernels: blur_column gives the bits of its scalar twin on every target, at every length and radius",
    "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (const int radius : {0, 1, 5, 13})
            for (std::size_t n = 0; n <= 131; n += n < 70 ? 1 : 7) {
                CAPTURE(target, n, radius);
                const auto pixels = normal_values(n * (2 * static_cast<std::size_t>(radius) + 1) + 1, 3);
                const auto taps = normal_values(static_cast<std::size_t>(radius) + 1, 4);
                std::vector<const float*> rows;
                for (std::size_t j = 0; j < 2 * static_cast<std::size_t>(radius) + 1; ++j)
                    rows.push_back(pixels.data() + j * n);
                auto actual = output(n);
                auto expected = output(n);
                kernels::blur_column(rows.data(), actual.data(), n, taps.data(), radius);
                kernels::scalar::blur_column(rows.data(), expected.data(), n, taps.data(), radius);
                CHECK(actual == expected);
            }
    });
}

TEST_CASE("kernels: difference gives the bits of its scalar twin on every target, at every length",
          "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (std::size_t n = 0; n <= 67; ++n) {
            CAPTURE(target, n);
            const auto coarser = normal_values(n, 1);
            const auto finer = normal_values(n, 2);
            auto actual = output(n);
            auto expected = output(n);
            kernels::difference(coarser.data(), finer.data(), actual.data(), n);
            kernels::scalar::difference(coarser.data(), finer.data(), expected.data(), n);
            CHECK(actual == expected);
        }
    });
}

TEST_CASE(
    "kernels: find_extrema finds what a search over 26 neighbours finds, ties included, on every target",
    "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (const int width : {3, 4, 9, 17, 33, 66, 200})
            for (unsigned seed = 0; seed < 20; ++seed) {
                CAPTURE(target, width, seed);
                // Few distinct levels, so that many samples tie with a neighbour.
                std::vector<float> levels = normal_values(9 * static_cast<std::size_t>(width), seed, 2.0F);
                for (float& level : levels) level = std::nearbyint(level);
                kernels::DogNeighbourhood dog{};
                for (int i = 0; i < 9; ++i) dog.rows[i / 3][i % 3] = levels.data() + i * width;

                std::vector<int> expected;
                for (int x = 1; x < width - 1; ++x) {
                    const float value = dog.rows[1][1][x];
                    float lowest = value;
                    float highest = value;
                    for (const auto& layer : dog.rows)
                        for (const float* row : layer)
                            for (int dx = -1; dx <= 1; ++dx) {
                                lowest = std::min(lowest, row[x + dx]);
                                highest = std::max(highest, row[x + dx]);
                            }
                    if ((value > 1.5F && value == highest) || (value < -1.5F && value == lowest))
                        expected.push_back(x);
                }

                std::vector<int> actual(static_cast<std::size_t>(width), -1);
                std::vector<int> twin(static_cast<std::size_t>(width), -1);
                const std::size_t found = kernels::find_extrema(dog, 1, width - 1, 1.5F, actual.data());
                kernels::scalar::find_extrema(dog, 1, width - 1, 1.5F, twin.data());
                CHECK(actual == twin);
                actual.resize(found);
                CHECK(actual == expected);
            }
    });
}

TEST_CASE("kernels: the polynomial direction is within 0.011 degrees of the arc tangent", "[sift][kernels]") {
    double worst = 0;
    for (int i = 0; i < 36000; ++i) {
        const double angle = i * 0.01;
        const auto dx = static_cast<float>(100 * std::cos(angle * M_PI / 180));
        const auto dy = static_cast<float>(100 * std::sin(angle * M_PI / 180));
        const auto [magnitude, degrees] = kernels::scalar::polar_form(dx, dy);
        worst = std::max(worst, std::abs(std::remainder(degrees - angle, 360.0)));
        CHECK(magnitude == Approx(100).epsilon(1e-6));
    }
    CHECK(worst < 0.011);
    CHECK(kernels::scalar::polar_form(0, 0).degrees == 0);
    CHECK(kernels::scalar::polar_form(0, 0).magnitude == 0);
}

TEST_CASE("kernels: add_orientation_row gives the bits of its scalar twin on every target, at every length",
          "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (int n = 0; n <= 67; ++n) {
            CAPTURE(target, n);
            const auto size = static_cast<std::size_t>(n);
            const auto above = normal_values(size, 1);
            const auto row = normal_values(size + 2, 2);
            const auto below = normal_values(size, 3);
            const auto weights = normal_values(size, 4);
            const kernels::ThreeRows rows{above.data(), row.data() + 1, below.data()};
            kernels::OrientationHistogram actual{};
            kernels::OrientationHistogram expected{};
            kernels::add_orientation_row(rows, n, weights.data(), 0.7F, actual);
            kernels::scalar::add_orientation_row(rows, n, weights.data(), 0.7F, expected);
            CHECK(actual == expected);
        }
    });
}

TEST_CASE("kernels: add_descriptor_row gives the bits of its scalar twin on every target, at every length",
          "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (int n = 0; n <= 67; ++n)
            for (const float turn : {0.0F, 37.5F, 180.0F, 359.0F}) {
                CAPTURE(target, n, turn);
                const auto size = static_cast<std::size_t>(n);
                const auto above = normal_values(size, 1);
                const auto row = normal_values(size + 2, 2);
                const auto below = normal_values(size, 3);
                const auto weights = normal_values(size, 4);
                // n samples on a line of 4.8 cells through the centre: all inside.
                const float per_sample = 4.8F / static_cast<float>(std::max(n, 2));
                const kernels::DescriptorFrame frame{0.8F * per_sample, 0.6F * per_sample, turn};
                const kernels::DescriptorRow samples{{above.data(), row.data() + 1, below.data()},
                                                     n,
                                                     -static_cast<float>(n / 2),
                                                     0,
                                                     weights.data(),
                                                     0.9F};
                kernels::DescriptorHistogram actual;
                kernels::DescriptorHistogram expected;
                kernels::add_descriptor_row(samples, frame, actual);
                kernels::scalar::add_descriptor_row(samples, frame, expected);
                CHECK(actual == expected);
            }
    });
}

TEST_CASE("kernels: a sample's eight shares in the descriptor add up to its weight", "[sift][kernels]") {
    // Rises to the right and a little upwards, so that the direction lies between two bins.
    const float above = 1.25F;
    const std::vector<float> row = {0.0F, 1.0F, 2.0F};
    const float below = 0.75F;
    const float weight = 0.5F;
    kernels::DescriptorHistogram histogram;
    kernels::add_descriptor_row({{&above, row.data() + 1, &below}, 1, 2.5F, 1, &weight, 0.5F},
                                {0.3F, 0.1F, 340.0F}, histogram);
    float sum = 0;
    for (const float share : histogram.entry) sum += share;
    CHECK(sum == Approx(std::hypot(2, 0.5) * 0.5 * 0.5));
    CHECK(std::count_if(histogram.entry.begin(), histogram.entry.end(), [](float s) { return s != 0; }) == 8);
}

TEST_CASE("kernels: detection gives the same bits on every SIMD target", "[sift][kernels]") {
    const auto picture = textured_picture(161, 123, 5);
    std::vector<sift::Features> found;
    for_each_simd_target([&](const char* target) {
        found.push_back(sift::detect_and_describe(picture->grey.view(), sift::DetectParams::classic()));
        CAPTURE(target);
        CHECK(found.back().keypoints.size() > 50);
        CHECK(found.back() == found.front());
    });
}
