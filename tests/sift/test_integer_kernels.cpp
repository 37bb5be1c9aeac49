// The kernels of the integer layers: every SIMD target against its scalar twin, and that against plain sums.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "sift/detect.h"
#include "sift/integer_taps.h"
#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/integer_blur.h"
#include "sift/kernels/interpolant.h"
#include "sift/kernels/level_gradient.h"
#include "sift/kernels/plane_extrema.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/kernels/sample_window.h"
#include "sift/turned_square.h"
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

namespace {

/// Rows of gradients of a level of values of all sizes, with flat parts and whole octants.
struct RandomGradients {
    static constexpr std::size_t rows = 5;
    std::vector<Shorts> level;
    Shorts length, direction;

    template <class Kernel>
    RandomGradients(std::size_t n, unsigned seed, const kernels::GradientWeights& weights, Kernel kernel)
        : length(n + spare, 1), direction(n + spare, 1) {
        for (unsigned r = 0; r < rows; ++r) {
            level.push_back(extreme_values(n + spare, 10 * seed + r));
            for (std::size_t i = 0; i < level.back().size(); ++i)
                if (i % 7 > 2) level.back()[i] = static_cast<std::int16_t>(level.back()[i] % 3);
        }
        kernel(around(), {length.data(), direction.data()}, n, weights);
    }
    [[nodiscard]] kernels::FiveRows around() const {
        const auto at = [&](std::size_t r) { return level[r].data() + 2; };
        return {{at(0), at(1), at(2), at(3), at(4)}};
    }
};

}  // namespace

TEST_CASE("integer kernels: gradients against the arctangent, on every SIMD target", "[sift][kernels]") {
    for (const auto& weights : {kernels::four_point_weights, kernels::two_point_weights})
        for (const std::size_t n : widths) {
            const RandomGradients expected(n, 5, weights, &kernels::scalar::level_gradients);
            const kernels::FiveRows five = expected.around();
            for (std::size_t i = 0; i < n; ++i) {
                const std::int16_t* x = five.row[2] + i;
                const double dx = weights.inner * (x[1] - x[-1]) + weights.outer * (x[2] - x[-2]);
                const double dy = weights.inner * (five.row[1][i] - five.row[3][i]) +
                                  weights.outer * (five.row[0][i] - five.row[4][i]);
                CAPTURE(n, i, dx, dy);
                CHECK(std::abs(expected.length[i] - std::min(std::hypot(dx, dy) / 5, 32767.0)) < 0.51);
                const double turn = std::atan2(dy, dx) / (2 * 3.14159265358979323846) * kernels::full_turn;
                CHECK(std::abs(std::remainder(expected.direction[i] - turn, kernels::full_turn)) < 1.7);
            }
            for_each_simd_target([&](const char* target) {
                CAPTURE(target, n, weights.outer);
                const RandomGradients actual(n, 5, weights, &kernels::level_gradients);
                CHECK(actual.length == expected.length);
                CHECK(actual.direction == expected.direction);
            });
        }
}

namespace {

/// Rows of gradients around a point: of several lengths, so that they end anywhere within a vector. Behind
/// each row what kernels may read.
struct RandomWindow {
    static constexpr std::size_t height = 41, width = 60;
    Shorts length, direction, weights, across, down;
    std::vector<kernels::PointDescriptorRow> rows;

    explicit RandomWindow(unsigned seed) {
        std::mt19937 generator(seed);
        const auto below = [&](unsigned n) { return static_cast<std::int16_t>(generator() % n); };
        for (std::size_t i = 0; i < height * width + kernels::level_overhang; ++i) {
            length.push_back(i % 9 == 0 ? std::int16_t{0x7FFF} : below(3000));
            // Whole octants and sixty-fourths as well.
            direction.push_back(static_cast<std::int16_t>((static_cast<int>(generator() >> 16) - 0x8000) &
                                                          (i % 5 == 0   ? ~0x1FFF
                                                           : i % 5 == 1 ? ~0x3FF
                                                                        : ~0)));
        }
        constexpr double parts = 1 << kernels::cell_bits;
        for (std::size_t k = 0; k < width + kernels::level_overhang; ++k) {
            weights.push_back(below(0x8000));
            across.push_back(static_cast<std::int16_t>((static_cast<double>(k) - 29.3) * 0.12 * parts));
            down.push_back(static_cast<std::int16_t>((static_cast<double>(k) - 29.3) * 0.02 * parts));
        }
        for (std::size_t y = 0; y < height; ++y) {
            const double i = static_cast<double>(y) - 20.7;
            rows.push_back({{length.data() + y * width, direction.data() + y * width,
                             static_cast<int>(generator() % width) + 1, weights.data(), below(0x8000)},
                            across.data(),
                            down.data(),
                            static_cast<std::int16_t>(static_cast<int>((2.5 - i * 0.02) * parts)),
                            static_cast<std::int16_t>(static_cast<int>((2.5 + i * 0.12) * parts))});
        }
    }
};

}  // namespace

TEST_CASE("integer kernels: orientation and descriptor sums on every SIMD target", "[sift][kernels]") {
    for (const unsigned seed : {11U, 12U, 13U}) {
        const RandomWindow random(seed);
        const std::vector<kernels::WeightedLevelRow> plain(random.rows.begin(), random.rows.end());
        constexpr std::int16_t turn = 22222, edge_weight = 364;
        const auto bins = kernels::scalar::fine_orientation_sums(plain, edge_weight);
        const auto smooth = kernels::scalar::smoothed(bins);
        const auto sums = kernels::scalar::point_descriptor_sums(random.rows, turn);
        CHECK(std::count(bins.begin(), bins.end(), 0) < 20);
        CHECK(std::count(sums.begin(), sums.end(), 0.0F) < 10);
        for_each_simd_target([&](const char* target) {
            CAPTURE(target, seed);
            CHECK(kernels::fine_orientation_sums(plain, edge_weight) == bins);
            CHECK(kernels::smoothed(bins) == smooth);
            CHECK(kernels::point_descriptor_sums(random.rows, turn) == sums);
        });
    }
}

TEST_CASE("integer kernels: a gradient is shared by its way to the next cells and directions",
          "[sift][kernels]") {
    // A quarter of a cell to the right of the middle of cell (1, 2), a half below it, an eighth of the way
    // from direction 3 to 4.
    constexpr int cell = 1 << kernels::cell_bits;
    constexpr std::size_t room = 1 + kernels::level_overhang;
    const Shorts length(room, 16000), weights(room, 0x4000), none(room, 0);
    const Shorts direction(room,
                           static_cast<std::int16_t>(3 * kernels::eighth_turn + kernels::eighth_turn / 8));
    const kernels::PointDescriptorRow row{
        {length.data(), direction.data(), 1, weights.data(), std::int16_t{0x4000}},
        none.data(),
        none.data(),
        static_cast<std::int16_t>(3 * cell + cell / 4),
        static_cast<std::int16_t>(2 * cell + cell / 2)};
    const auto sums = kernels::point_descriptor_sums({&row, 1}, 0);
    const auto at = [&](int line, int column, int k) {
        return static_cast<double>(sums[static_cast<std::size_t>((line * 4 + column) * 8 + k)]) / 128 / 4000;
    };
    CHECK(at(1, 2, 3) == Approx(0.5 * 0.75 * 0.875).margin(1e-3));
    CHECK(at(1, 3, 3) == Approx(0.5 * 0.25 * 0.875).margin(1e-3));
    CHECK(at(2, 2, 3) == Approx(0.5 * 0.75 * 0.875).margin(1e-3));
    CHECK(at(2, 3, 4) == Approx(0.5 * 0.25 * 0.125).margin(1e-3));
    CHECK(at(1, 2, 4) == Approx(0.5 * 0.75 * 0.125).margin(1e-3));
    double total = 0;
    for (const float sum : sums) total += static_cast<double>(sum);
    CHECK(total / 128 == Approx(4000).margin(2));
}

TEST_CASE("integer kernels: windows of samples on every SIMD target, and against the formulas",
          "[sift][kernels]") {
    for (const int n : {1, 2, 15, 16, 17, 40, 100}) {
        const kernels::SampleSide side{0.3125F, n / 3, n};
        const auto size = static_cast<std::size_t>(n) + kernels::window_overhang;
        const auto distance = [&](int k) { return k - n / 3 - 0.3125; };
        Shorts weights(size), first(size), second(size);
        std::vector<std::int32_t> left(size), right(size);
        const std::array<kernels::Stripe, 2> stripes = {kernels::Stripe{0.4F, 12.5F},
                                                        kernels::Stripe{-2.5F, 31.25F}};
        const kernels::ColumnRange range{-0.25F, -20, 15};
        kernels::scalar::gaussian_weights(side, 0.01F, weights.data());
        kernels::scalar::turned_places(side, {700.5F, -90.25F}, 20480, first.data(), second.data());
        kernels::scalar::columns_in_stripes(side, stripes, range, left.data(), right.data());
        for (int k = 0; k < n; ++k) {
            const auto at = static_cast<std::size_t>(k);
            CAPTURE(n, k);
            CHECK(std::abs(weights[at] - 32767 * std::exp2(-0.01 * distance(k) * distance(k))) < 0.51);
            const auto near = [](std::int16_t place, double expected) {
                return std::abs(std::remainder(place - expected, 65536)) < 0.51;
            };
            CHECK(near(first[at], 700.5 * distance(k) + 20480));
            CHECK(near(second[at], -90.25 * distance(k) + 20480));
            for (int j = -20; j <= 15; ++j) {
                const bool inside = std::abs(j + 0.25 - 0.4 * distance(k)) < 12.5 &&
                                    std::abs(j + 0.25 + 2.5 * distance(k)) < 31.25;
                CAPTURE(j);
                CHECK((j >= left[at] && j <= right[at]) == inside);
            }
        }
        for_each_simd_target([&](const char* target) {
            CAPTURE(target, n);
            Shorts other(size), another(size);
            const auto same = [&](const auto& a, const auto& b) {
                return std::equal(a.begin(), a.begin() + n, b.begin());
            };
            kernels::gaussian_weights(side, 0.01F, other.data());
            CHECK(same(other, weights));
            kernels::turned_places(side, {700.5F, -90.25F}, 20480, other.data(), another.data());
            CHECK((same(other, first) && same(another, second)));
            std::vector<std::int32_t> from(size), to(size);
            kernels::columns_in_stripes(side, stripes, range, from.data(), to.data());
            CHECK((same(from, left) && same(to, right)));
        });
    }
}

TEST_CASE("integer kernels: rows of a stripe without slope are within it or empty", "[sift][kernels]") {
    const std::array<kernels::Stripe, 2> square = sift::turned_square(1.0 / 6, 0, 2.5);
    for_each_simd_target([&](const char* target) {
        std::array<std::int32_t, 60> first{}, last{};
        kernels::columns_in_stripes({0.25F, 20, 41}, square, {0, -30, 30}, first.data(), last.data());
        for (std::size_t k = 0; k < 41; ++k) {
            const double i = static_cast<double>(k) - 20 - 0.25;
            CAPTURE(target, i);
            CHECK((first[k] <= last[k]) == (std::abs(i) < 15));
            if (first[k] <= last[k]) CHECK((first[k] == -15 && last[k] == 15));
        }
    });
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
