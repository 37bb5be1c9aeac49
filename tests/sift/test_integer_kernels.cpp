// The kernels of the integer layers: every SIMD target against its scalar twin, and that against plain sums.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "sift/detect.h"
#include "sift/integer_taps.h"
#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/gradient.h"
#include "sift/kernels/integer_blur.h"
#include "sift/kernels/integer_gradient.h"
#include "sift/kernels/interpolant.h"
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
const std::vector<std::size_t> widths = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100};

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

namespace {

using RowPairPass = decltype(&kernels::integer_blur_row_pair);
using TwoRowsPass = decltype(&kernels::integer_blur_two_rows);

/// Two rows blurred from the 2 radius + 2 rows around them, n + 2 radius samples each; the pair that lies
/// between both passes is known to the kernels alone.
struct TwoBlurredRows {
    Shorts level[2], difference[2];

    TwoBlurredRows(const std::vector<Shorts>& padded, const Shorts (&finer)[2], std::size_t n,
                   const kernels::TapPairs& taps, int extra, bool one_row_only, bool with_difference,
                   RowPairPass first_pass, TwoRowsPass second_pass) {
        std::vector<Shorts> halves;
        std::vector<kernels::SplitPair> pairs;
        for (int k = 0; k < 2 * (taps.radius() + 1); ++k) halves.emplace_back(kernels::split_pair_size(n));
        for (std::size_t k = 0; k + 1 < halves.size(); k += 2) {
            pairs.push_back({halves[k].data(), halves[k + 1].data()});
            first_pass(padded[k].data(), padded[k + 1].data(), pairs.back(), n, taps);
        }
        kernels::BlurredRow rows[2];
        for (std::size_t row = 0; row < 2; ++row) {
            level[row].assign(n + spare, 1);
            difference[row].assign(n + spare, 1);
            rows[row] = {level[row].data(), with_difference ? finer[row].data() : nullptr,
                         with_difference ? difference[row].data() : nullptr};
        }
        second_pass(pairs.data(), rows[0], one_row_only ? nullptr : &rows[1], n, taps, extra);
    }
    friend bool operator==(const TwoBlurredRows&, const TwoBlurredRows&) = default;
};

}  // namespace

TEST_CASE("integer kernels: both passes of the blur on every SIMD target", "[sift][kernels]") {
    for (const double sigma : {0.4, 1.0, 1.7, 3.3}) {
        const kernels::TapPairs taps(sift::integer_gaussian_taps(sigma));
        REQUIRE(taps.radius() >= 1);
        const auto rows = 2 * static_cast<std::size_t>(taps.radius()) + 2;
        for (const std::size_t n : widths) {
            std::vector<Shorts> padded;
            for (std::size_t j = 0; j < rows; ++j)
                padded.push_back(extreme_values(n + rows + spare, static_cast<unsigned>(100 * n + j)));
            const Shorts finer[2] = {extreme_values(n + spare, 7), extreme_values(n + spare, 8)};
            struct Variant {
                int extra;
                bool one_row_only, with_difference;
            };
            for (const Variant& variant : {Variant{0, false, true}, Variant{1, false, true},
                                           Variant{1, true, true}, Variant{0, false, false}}) {
                const auto blurred = [&](RowPairPass first_pass, TwoRowsPass second_pass) {
                    return TwoBlurredRows(padded, finer, n, taps, variant.extra, variant.one_row_only,
                                          variant.with_difference, first_pass, second_pass);
                };
                const TwoBlurredRows expected =
                    blurred(&kernels::scalar::integer_blur_row_pair, &kernels::scalar::integer_blur_two_rows);
                for_each_simd_target([&](const char* target) {
                    CAPTURE(target, n, sigma, variant.extra, variant.one_row_only, variant.with_difference);
                    CHECK((blurred(&kernels::integer_blur_row_pair, &kernels::integer_blur_two_rows) ==
                           expected));
                });
            }
        }
    }
}

TEST_CASE("integer kernels: the blur is the exact sum over the window, rounded once", "[sift][kernels]") {
    const sift::IntegerTaps taps = sift::integer_gaussian_taps(0.8);
    const int radius = static_cast<int>(taps.size()) - 1;
    const int side = 2 * radius + 1;
    // One row more, for the window of the second row.
    std::vector<Shorts> picture;
    for (int y = 0; y <= side; ++y)
        picture.push_back(extreme_values(static_cast<std::size_t>(side) + spare, static_cast<unsigned>(y)));
    const Shorts finer[2] = {Shorts(spare, 100), Shorts(spare, -20000)};
    const TwoBlurredRows rows(picture, finer, 1, kernels::TapPairs(taps), 1, false, true,
                              &kernels::integer_blur_row_pair, &kernels::integer_blur_two_rows);
    for (int row = 0; row < 2; ++row) {
        std::int64_t sum = 0;  // of the window, 2^30 times its mean
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                sum += std::int64_t{taps[static_cast<std::size_t>(std::abs(x - radius))]} *
                       taps[static_cast<std::size_t>(std::abs(y - radius))] *
                       picture[static_cast<std::size_t>(y + row)][static_cast<std::size_t>(x)];
        const double exact = static_cast<double>(sum) / 1073741824.0;
        CAPTURE(row, exact);
        CHECK(rows.level[row][0] == std::floor(exact + 0.5));
        CHECK(rows.difference[row][0] ==
              std::clamp(std::floor((exact - finer[row][0]) * 2 + 0.5), -32768.0, 32767.0));
    }
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

TEST_CASE("integer kernels: gradients against the arctangent", "[sift][kernels]") {
    for (const auto& weights : {kernels::four_point_weights, kernels::two_point_weights}) {
        constexpr int n = 50;
        std::vector<Shorts> rows;
        for (unsigned r = 0; r < 5; ++r) rows.push_back(extreme_values(n + 4, r));
        const kernels::FiveRows five{{rows[0].data() + 2, rows[1].data() + 2, rows[2].data() + 2,
                                      rows[3].data() + 2, rows[4].data() + 2}};
        for (int i = 0; i < n; ++i) {
            const auto [magnitude, direction] = kernels::scalar::integer_gradient(five, i, weights);
            const std::int16_t* x = five.row[2] + i;
            const double dx = weights.inner * (x[1] - x[-1]) + weights.outer * (x[2] - x[-2]);
            const double dy = weights.inner * (five.row[1][i] - five.row[3][i]) +
                              weights.outer * (five.row[0][i] - five.row[4][i]);
            CHECK(magnitude == Approx(std::hypot(dx, dy)).epsilon(1e-6));
            double expected = std::atan2(dy, dx) / (2 * 3.14159265358979323846) * kernels::full_turn;
            if (expected < 0) expected += kernels::full_turn;
            if (dx == 0 && dy == 0) expected = 0;
            CHECK(std::abs(std::remainder(direction - expected, kernels::full_turn)) < 0.6);
        }
    }
}

namespace {

/// Rows of levels around a point: of several lengths, so that they end anywhere within a vector, with values
/// of all sizes and with flat parts. Behind each row what kernels may read.
struct RandomLevels {
    static constexpr int height = 41, width = 60;
    std::vector<std::int16_t> level;
    std::vector<float> weights, j;
    std::vector<kernels::PointDescriptorRow> rows;

    explicit RandomLevels(unsigned seed) {
        std::mt19937 generator(seed);
        const auto uniform = [&] { return static_cast<float>(generator() >> 8) / 16777216.0F; };
        level = extreme_values(height * width + 2 * kernels::row_overhang, seed);
        for (std::size_t i = 0; i < level.size(); ++i)  // directions of whole octants and no gradient as well
            if (i % 7 > 2) level[i] = static_cast<std::int16_t>(level[i] % 3);
        for (int k = 0; k < width + kernels::row_overhang; ++k) {
            weights.push_back(uniform());
            j.push_back(static_cast<float>(k) - 29.3F);
        }
        for (int y = 2; y < height - 2; ++y) {
            const auto at = [&](int row) { return level.data() + row * width + 2; };
            const int n = static_cast<int>(generator() % (width - 4)) + 1;
            rows.push_back(
                {{{{at(y - 2), at(y - 1), at(y), at(y + 1), at(y + 2)}}, n, weights.data(), uniform()},
                 j.data(),
                 static_cast<float>(y) - 20.7F});
        }
    }
};

}  // namespace

TEST_CASE("integer kernels: orientation and descriptor sums on every SIMD target", "[sift][kernels]") {
    for (const unsigned seed : {11U, 12U, 13U})
        for (const auto& weights : {kernels::four_point_weights, kernels::two_point_weights}) {
            const RandomLevels levels(seed);
            const std::vector<kernels::WeightedLevelRow> plain(levels.rows.begin(), levels.rows.end());
            const kernels::PointFrame frame{0.12F, 0.02F, 100000};
            const auto bins = kernels::scalar::fine_orientation_sums(plain, 0.1F, weights);
            const auto smooth = kernels::scalar::smoothed(bins);
            const auto sums = kernels::scalar::point_descriptor_sums(levels.rows, frame, weights);
            CHECK(std::count(bins.begin(), bins.end(), 0) < 20);
            CHECK(std::count(sums.begin(), sums.end(), 0.0F) < 10);
            for_each_simd_target([&](const char* target) {
                CAPTURE(target, seed, weights.outer);
                CHECK(kernels::fine_orientation_sums(plain, 0.1F, weights) == bins);
                CHECK(kernels::smoothed(bins) == smooth);
                CHECK(kernels::point_descriptor_sums(levels.rows, frame, weights) == sums);
            });
        }
}

TEST_CASE("integer kernels: the interpolant goes through its samples, on every SIMD target",
          "[sift][kernels]") {
    std::mt19937 generator(21);
    for (int round = 0; round < 20; ++round) {
        std::vector<Shorts> rows;
        kernels::InterpolatedSamples samples{};
        for (unsigned k = 0; k < 15; ++k)
            rows.push_back(extreme_values(8, static_cast<unsigned>(round) * 100 + k));
        for (std::size_t k = 0; k < 15; ++k) samples.layers[k / 5][k % 5] = rows[k].data();
        kernels::InterpolantCoefficients coefficients, actual;
        kernels::scalar::find_interpolant(samples, coefficients);
        for (int l = 0; l < 3; ++l)
            for (int y = 0; y < 5; ++y)
                for (int x = 0; x < 5; ++x)
                    CHECK(kernels::scalar::interpolant_at(coefficients, x - 2, y - 2, l - 1).value ==
                          Approx(samples.layers[l][y][x]).margin(1e-6));
        const auto offset = [&] { return static_cast<double>(generator() % 2001) / 1000 - 1; };
        const double u = offset(), v = offset(), s = offset();
        const auto derivatives = kernels::scalar::interpolant_at(coefficients, u, v, s);
        // Against differences of the values: the cubic terms of the largest samples leave 1e-4 of the slope.
        const auto difference = [&](double du, double dv, double ds) {
            constexpr double h = 1e-4;
            const auto at = [&](double k) {
                return kernels::scalar::interpolant_at(coefficients, u + k * du, v + k * dv, s + k * ds);
            };
            return std::pair((at(h).value - at(-h).value) / (2 * h), (at(h).du - at(-h).du) / (2 * h));
        };
        const auto near = [](double value) { return Approx(value).epsilon(1e-4).margin(1); };
        CHECK(difference(1, 0, 0).first == near(derivatives.du));
        CHECK(difference(0, 1, 0).first == near(derivatives.dv));
        CHECK(difference(0, 0, 1).first == near(derivatives.ds));
        CHECK(difference(1, 0, 0).second == near(derivatives.duu));
        CHECK(difference(0, 1, 0).second == near(derivatives.duv));
        CHECK(difference(0, 0, 1).second == near(derivatives.dus));
        for_each_simd_target([&](const char* target) {
            CAPTURE(target, round);
            kernels::find_interpolant(samples, actual);
            CHECK((actual == coefficients));
            CHECK((kernels::interpolant_at(coefficients, u, v, s) == derivatives));
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
