// The kernels of the integer layers: every SIMD target against its scalar twin, and that against plain sums.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "sift/detect.h"
#include "sift/integer_taps.h"
#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/integer_blur.h"
#include "sift/kernels/integer_gradient.h"
#include "sift/kernels/plane_extrema.h"
#include "sift/kernels/point_descriptor.h"
#include "tests/sift/symmetries.h"
#include "tests/support/catch.h"
#include "tests/support/simd_targets.h"

namespace kernels = sift::kernels;

namespace {

using Shorts = std::vector<std::int16_t>;

/// Values of all sizes; the ends of the range are frequent, as overflow would show there.
Shorts extreme_values(std::size_t n, unsigned seed) {
    std::mt19937 generator(seed);
    Shorts values(n);
    for (auto& value : values) {
        const auto bits = generator();
        value = bits % 5 == 0   ? std::int16_t{-0x8000}
                : bits % 5 == 1 ? std::int16_t{0x7FFF}
                                : static_cast<std::int16_t>(static_cast<int>(bits >> 16) - 0x8000);
    }
    return values;
}

constexpr std::size_t spare = 64;
const std::vector<std::size_t> lengths = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100};

}  // namespace

TEST_CASE("integer kernels: taps are symmetric integers that sum up to 2^15", "[sift][kernels]") {
    for (const double sigma : {0.2, 0.5, 1.0, 1.7, 3.3, 8.0, 20.0}) {
        const sift::IntegerTaps taps = sift::integer_gaussian_taps(sigma);
        std::int64_t sum = taps[0];
        double variance = 0;
        for (std::size_t j = 1; j < taps.size(); ++j) {
            sum += 2 * taps[j];
            variance += 2.0 * taps[j] * static_cast<double>(j * j) / 32768;
            CHECK(taps[j] <= taps[j - 1]);
        }
        CAPTURE(sigma, taps.size());
        CHECK(sum == 32768);
        CHECK(taps.back() > 0);
        // A Gaussian cut at 4 sigma lacks 0.11 % of its variance.
        if (sigma >= 1) CHECK(variance == Approx(sigma * sigma).epsilon(0.004));
    }
}

TEST_CASE("integer kernels: both passes of the blur on every SIMD target", "[sift][kernels]") {
    for (const double sigma : {0.4, 1.0, 1.7, 3.3}) {
        const sift::IntegerTaps taps = sift::integer_gaussian_taps(sigma);
        const int radius = static_cast<int>(taps.size()) - 1;
        REQUIRE(radius >= 1);
        const auto rows = 2 * static_cast<std::size_t>(radius) + 1;
        for (const std::size_t n : lengths) {
            const Shorts padded = extreme_values(n + rows, static_cast<unsigned>(n));
            Shorts high(n + spare, 1), low(n + spare, 1);
            kernels::scalar::integer_blur_row(padded.data(), high.data(), low.data(), n, taps.data(), radius);

            std::vector<Shorts> high_rows, low_rows;
            std::vector<const std::int16_t*> high_pointers, low_pointers;
            for (std::size_t j = 0; j < rows; ++j) {
                high_rows.push_back(extreme_values(n, static_cast<unsigned>(100 + j)));
                low_rows.push_back(extreme_values(n, static_cast<unsigned>(200 + j)));
                for (auto& value : low_rows.back()) value = static_cast<std::int16_t>(value & 0x7FFF);
            }
            for (std::size_t j = 0; j < rows; ++j) {
                high_pointers.push_back(high_rows[j].data());
                low_pointers.push_back(low_rows[j].data());
            }
            const kernels::SplitRows split{high_pointers.data(), low_pointers.data()};
            const Shorts finer = extreme_values(n, 7);
            for (const int extra : {0, 1}) {
                Shorts level(n + spare, 1), difference(n + spare, 1);
                kernels::scalar::integer_blur_column(split, finer.data(), level.data(), difference.data(), n,
                                                     taps.data(), radius, extra);
                for_each_simd_target([&](const char* target) {
                    CAPTURE(target, n, sigma, extra);
                    Shorts h(n + spare, 1), l(n + spare, 1), v(n + spare, 1), d(n + spare, 1),
                        alone(n + spare, 1);
                    kernels::integer_blur_row(padded.data(), h.data(), l.data(), n, taps.data(), radius);
                    CHECK((h == high && l == low));
                    kernels::integer_blur_column(split, finer.data(), v.data(), d.data(), n, taps.data(),
                                                 radius, extra);
                    CHECK((v == level && d == difference));
                    kernels::integer_blur_column(split, nullptr, alone.data(), nullptr, n, taps.data(),
                                                 radius, extra);
                    CHECK(alone == level);
                });
            }
        }
    }
}

TEST_CASE("integer kernels: the blur is the exact sum over the window, rounded once", "[sift][kernels]") {
    const sift::IntegerTaps taps = sift::integer_gaussian_taps(0.8);
    const int radius = static_cast<int>(taps.size()) - 1;
    const int side = 2 * radius + 1;
    const Shorts picture = extreme_values(static_cast<std::size_t>(side * (side + 1)), 3);
    std::int64_t sum = 0;  // of one window, 2^30 times its mean
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            sum += std::int64_t{taps[static_cast<std::size_t>(std::abs(x - radius))]} *
                   taps[static_cast<std::size_t>(std::abs(y - radius))] *
                   picture[static_cast<std::size_t>(y * (side + 1) + x)];
    std::vector<std::int16_t> high(static_cast<std::size_t>(side)), low(high.size());
    std::vector<const std::int16_t*> high_rows, low_rows;
    for (int y = 0; y < side; ++y) {
        kernels::integer_blur_row(picture.data() + y * (side + 1), &high[static_cast<std::size_t>(y)],
                                  &low[static_cast<std::size_t>(y)], 1, taps.data(), radius);
        high_rows.push_back(&high[static_cast<std::size_t>(y)]);
        low_rows.push_back(&low[static_cast<std::size_t>(y)]);
    }
    const std::int16_t finer = 100;
    std::int16_t level = 0, difference = 0;
    kernels::integer_blur_column({high_rows.data(), low_rows.data()}, &finer, &level, &difference, 1,
                                 taps.data(), radius, 1);
    const double exact = static_cast<double>(sum) / 1073741824.0;
    CHECK(level == std::floor(exact + 0.5));
    CHECK(difference == std::clamp(std::floor((exact - finer) * 2 + 0.5), -32768.0, 32767.0));
}

TEST_CASE("integer kernels: extrema of a plane on every SIMD target, with ties", "[sift][kernels]") {
    for (const int n : {3, 9, 17, 40, 90}) {
        std::mt19937 generator(static_cast<unsigned>(n));
        std::vector<Shorts> rows(3, Shorts(static_cast<std::size_t>(n)));
        for (Shorts& row : rows)
            for (auto& value : row) value = static_cast<std::int16_t>(static_cast<int>(generator() % 9) - 4);
        const kernels::PlaneNeighbourhood around{{rows[0].data(), rows[1].data(), rows[2].data()}};
        for (const int threshold : {1, 3}) {
            std::vector<int> expected(static_cast<std::size_t>(n));
            expected.resize(
                kernels::scalar::find_plane_extrema(around, 1, n - 1, threshold, expected.data()));
            for_each_simd_target([&](const char* target) {
                CAPTURE(target, n, threshold);
                std::vector<int> actual(static_cast<std::size_t>(n));
                actual.resize(kernels::find_plane_extrema(around, 1, n - 1, threshold, actual.data()));
                CHECK(actual == expected);
            });
        }
    }
    // The least value of 16 bits is a minimum like any other.
    const Shorts flat(5, 0), low = {0, 0, -0x8000, 0, 0};
    int column = 0;
    CHECK(kernels::find_plane_extrema({{flat.data(), low.data(), flat.data()}}, 1, 4, 32767, &column) == 1);
    CHECK(column == 2);
}

TEST_CASE("integer kernels: gradients on every SIMD target, and against the arctangent", "[sift][kernels]") {
    for (const auto& weights : {kernels::four_point_weights, kernels::two_point_weights})
        for (const int n : {1, 5, 8, 16, 19, 50}) {
            std::vector<Shorts> rows;
            for (unsigned r = 0; r < 5; ++r)
                rows.push_back(extreme_values(static_cast<std::size_t>(n) + 4, r));
            const kernels::FiveRows five{{rows[0].data() + 2, rows[1].data() + 2, rows[2].data() + 2,
                                          rows[3].data() + 2, rows[4].data() + 2}};
            const auto size = static_cast<std::size_t>(n);
            std::vector<float> magnitude(size);
            std::vector<std::int32_t> direction(size);
            kernels::scalar::integer_gradients(five, n, weights, magnitude.data(), direction.data());
            for (int i = 0; i < n; ++i) {
                const std::int16_t* x = five.row[2] + i;
                const double dx = weights.inner * (x[1] - x[-1]) + weights.outer * (x[2] - x[-2]);
                const double dy = weights.inner * (five.row[1][i] - five.row[3][i]) +
                                  weights.outer * (five.row[0][i] - five.row[4][i]);
                const auto k = static_cast<std::size_t>(i);
                CHECK(magnitude[k] == Approx(std::hypot(dx, dy)).epsilon(1e-6));
                double expected = std::atan2(dy, dx) / (2 * 3.14159265358979323846) * kernels::full_turn;
                if (expected < 0) expected += kernels::full_turn;
                if (dx == 0 && dy == 0) expected = 0;
                CHECK(std::abs(std::remainder(direction[k] - expected, kernels::full_turn)) < 0.6);
            }
            for_each_simd_target([&](const char* target) {
                CAPTURE(target, n);
                std::vector<float> m(size);
                std::vector<std::int32_t> d(size);
                kernels::integer_gradients(five, n, weights, m.data(), d.data());
                CHECK((m == magnitude && d == direction));
            });
        }
}

TEST_CASE("integer kernels: orientation and descriptor sums on every SIMD target", "[sift][kernels]") {
    std::mt19937 generator(11);
    const auto uniform = [&] { return static_cast<float>(generator() >> 8) / 16777216.0F; };
    for (const int n : {1, 4, 8, 13, 40}) {
        const auto size = static_cast<std::size_t>(n);
        std::vector<float> magnitude(size), weights(size), j(size);
        std::vector<std::int32_t> direction(size);
        for (std::size_t i = 0; i < size; ++i) {
            magnitude[i] = uniform() * 100000;
            weights[i] = uniform();
            j[i] = static_cast<float>(i) - 6.3F;
            direction[i] = static_cast<std::int32_t>(generator() % kernels::full_turn);
        }
        const kernels::OrientationRow row{magnitude.data(), direction.data(), n, weights.data(), 0.7F, 0.1F};
        const kernels::PointDescriptorRow descriptor_row{
            magnitude.data(), direction.data(), n, j.data(), 2.6F, weights.data(), 0.8F};
        const kernels::PointFrame frame{0.12F, 0.2F, 100000};
        kernels::FineHistogram fine{};
        kernels::IntegerDescriptorHistogram histogram;
        kernels::scalar::add_fine_orientation_row(row, fine);
        kernels::scalar::add_point_descriptor_row(descriptor_row, frame, histogram);
        for_each_simd_target([&](const char* target) {
            CAPTURE(target, n);
            kernels::FineHistogram f{};
            kernels::IntegerDescriptorHistogram h;
            kernels::add_fine_orientation_row(row, f);
            kernels::add_point_descriptor_row(descriptor_row, frame, h);
            CHECK(f == fine);
            CHECK(h == histogram);
        });
    }
}

TEST_CASE("integer kernels: precise detection gives the same bits on every SIMD target and with any threads",
          "[sift][kernels]") {
    const sift::Image image = blob_texture(201, 143, 12);
    const sift::DetectParams params = sift::DetectParams::precise();
    const sift::Features expected = sift::detect_and_describe(image.view(), params, {1, {}});
    CHECK(expected.keypoints.size() > 200);
    int targets = 0;
    for_each_simd_target([&](const char* target) {
        ++targets;
        for (const int threads : {1, 2, 8}) {
            CAPTURE(target, threads);
            CHECK((sift::detect_and_describe(image.view(), params, {threads, {}}) == expected));
        }
    });
    CHECK(targets >= 1);
}
