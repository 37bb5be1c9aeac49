#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sift/detect.h"
#include "sift/gaussian_blur.h"
#include "sift/kernels/blur.h"
#include "sift/kernels/descriptor.h"
#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/kernels/normalize.h"
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
                const auto taps = sift::both_sides(normal_values(static_cast<std::size_t>(radius) + 1, 2));
                auto actual = output(n);
                auto expected = output(n);
                kernels::blur_row(padded.data(), actual.data(), n, taps.data(), radius);
                kernels::scalar::blur_row(padded.data(), expected.data(), n, taps.data(), radius);
                CHECK(actual == expected);
            }
    });
}

TEST_CASE(
    "kernels: blur_columns gives the bits of its scalar twin on every target, at every length, radius and "
    "count",
    "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (const int radius : {0, 1, 2, 3, 4, 5, 6, 7, 13})
            for (const int count : {1, 3, 4, 9, 16})
                for (std::size_t n = 0; n <= 71; n += n < 34 ? 1 : 9) {
                    CAPTURE(target, n, radius, count);
                    const auto input_rows = static_cast<std::size_t>(count + 2 * radius);
                    const auto pixels = normal_values(n * input_rows + 1, 3);
                    const auto taps = normal_values(static_cast<std::size_t>(radius) + 1, 4);
                    std::vector<const float*> rows;
                    for (std::size_t j = 0; j < input_rows; ++j) rows.push_back(pixels.data() + j * n);
                    std::vector<std::vector<float>> actual(static_cast<std::size_t>(count), output(n));
                    std::vector<std::vector<float>> expected = actual;
                    std::vector<float*> actual_rows, expected_rows;
                    for (auto& row : actual) actual_rows.push_back(row.data());
                    for (auto& row : expected) expected_rows.push_back(row.data());
                    kernels::blur_columns(rows.data(), actual_rows.data(), count, n, taps.data(), radius);
                    kernels::scalar::blur_columns(rows.data(), expected_rows.data(), count, n, taps.data(),
                                                  radius);
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

namespace {

/// Three rows of a DoG of `layers` layers, the last still to be formed, of few distinct levels: many samples
/// tie with a neighbour.
struct RandomDog {
    RandomDog(int layers_, int width_, unsigned seed)
        : layers(layers_), width(width_), stride(width_ + 16 + static_cast<int>(seed % 5)) {
        const auto size = static_cast<std::size_t>(layers * stride);
        above = whole_levels(size, seed);
        row = whole_levels(size, seed + 100);
        below.assign(size + 16, 0.0F);
        work.assign(2 * size + 16, 0.0F);
        for (int i = 0; i <= layers; ++i)
            gaussian.push_back(
                whole_levels(static_cast<std::size_t>(stride), seed + 200 + static_cast<unsigned>(i)));
        for (const auto& level : gaussian) gaussian_rows.push_back(level.data());
    }
    static std::vector<float> whole_levels(std::size_t n, unsigned seed) {
        std::vector<float> levels = normal_values(n + 16, seed, 2.0F);
        for (float& level : levels) level = std::nearbyint(level);
        return levels;
    }
    kernels::DogScan scan() {
        return {gaussian_rows, above.data(), row.data(), below.data(), work.data(), stride, width};
    }
    /// Sample x of row y + dy.
    [[nodiscard]] float at(int layer, int dy, int x) const {
        const auto i = static_cast<std::size_t>(layer * stride + x);
        if (dy < 0) return above[i];
        if (dy == 0) return row[i];
        const auto l = static_cast<std::size_t>(layer);
        return gaussian[l + 1][static_cast<std::size_t>(x)] - gaussian[l][static_cast<std::size_t>(x)];
    }
    int layers, width, stride;
    std::vector<float> above, row, below, work;
    std::vector<std::vector<float>> gaussian;
    std::vector<const float*> gaussian_rows;
};

/// The columns [1, width - 1) of a layer that no neighbour of the 26 exceeds.
std::vector<int> extrema_by_brute_force(const RandomDog& dog, int layer, float threshold) {
    std::vector<int> columns;
    for (int x = 1; x < dog.width - 1; ++x) {
        const float value = dog.at(layer, 0, x);
        float lowest = value;
        float highest = value;
        for (int dl = -1; dl <= 1; ++dl)
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx) {
                    lowest = std::min(lowest, dog.at(layer + dl, dy, x + dx));
                    highest = std::max(highest, dog.at(layer + dl, dy, x + dx));
                }
        if ((value > threshold && value == highest) || (value < -threshold && value == lowest))
            columns.push_back(x);
    }
    return columns;
}

}  // namespace

TEST_CASE(
    "kernels: form_and_search finds what a search over 26 neighbours finds, ties included, on every target",
    "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (const int width : {3, 4, 9, 17, 33, 66, 200, 511, 512, 513, 700, 1040})
            for (const int layers : {3, 5, 9}) {
                CAPTURE(target, width, layers);
                RandomDog dog(layers, width, static_cast<unsigned>(width + layers));
                std::vector<std::vector<int>> actual(static_cast<std::size_t>(layers - 2)), twin = actual;
                kernels::form_and_search(dog.scan(), 1, width - 1, 1.5F, actual);
                const std::vector<float> formed = dog.below;
                kernels::scalar::form_and_search(dog.scan(), 1, width - 1, 1.5F, twin);
                CHECK(actual == twin);
                for (int layer = 0; layer < layers; ++layer)
                    CHECK(std::equal(dog.below.begin() + layer * dog.stride,
                                     dog.below.begin() + layer * dog.stride + width,
                                     formed.begin() + layer * dog.stride));
                for (int layer = 1; layer + 1 < layers; ++layer)
                    CHECK(actual[static_cast<std::size_t>(layer - 1)] ==
                          extrema_by_brute_force(dog, layer, 1.5F));
            }
    });
}

TEST_CASE("kernels: normalize gives the bytes of its scalar twin on every target, and a length near 512",
          "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (unsigned seed = 0; seed < 40; ++seed) {
            CAPTURE(target, seed);
            const auto values = normal_values(128, seed, seed % 2 == 0 ? 1.0F : 1000.0F);
            std::array<float, 128> sums{};
            for (std::size_t i = 0; i < sums.size(); ++i)
                sums[i] = seed == 0 ? 0 : std::abs(values[i]) * (i % 7 == 0 ? 5.0F : 1.0F);
            std::array<std::uint8_t, 128> actual{}, expected{};
            kernels::normalize(sums, actual);
            kernels::scalar::normalize(sums, expected);
            CHECK(actual == expected);
            double squares = 0;
            for (const int byte : actual) squares += byte * byte;
            CHECK(std::sqrt(squares) == Approx(seed == 0 ? 0 : 512).margin(4));
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

namespace {

/// Rows of gradients, the k-th as long as row_lengths[k], of random levels and weights.
class RandomRows {
  public:
    explicit RandomRows(const std::vector<int>& row_lengths) {
        unsigned seed = 1;
        for (const int n : row_lengths) {
            const auto size = static_cast<std::size_t>(n) + kernels::row_overhang;
            for (int i = 0; i < 3; ++i) levels_.push_back(normal_values(size + 2, ++seed));
            weights_.push_back(normal_values(size, ++seed));
            rows.push_back({{levels_[levels_.size() - 3].data(), levels_[levels_.size() - 2].data() + 1,
                             levels_.back().data()},
                            n,
                            weights_.back().data(),
                            0.5F + 0.01F * static_cast<float>(seed)});
        }
    }
    std::vector<kernels::WeightedRow> rows;

  private:
    std::vector<std::vector<float>> levels_;
    std::vector<std::vector<float>> weights_;
};

/// Short and long, alone and many together, more than are worked on at once.
std::vector<std::vector<int>> row_lengths() {
    std::vector<std::vector<int>> all{{}, {0}, {0, 5, 0}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {1400}};
    for (int n = 1; n <= 40; ++n) all.push_back({n, n, n});
    std::vector<int> many;
    for (int n = 1; n <= 70; ++n) many.push_back(n);
    all.push_back(many);
    return all;
}

}  // namespace

TEST_CASE("kernels: orientation_histogram gives the bits of its scalar twin on every target, for all rows",
          "[sift][kernels]") {
    for (const std::vector<int>& lengths : row_lengths()) {
        const RandomRows random(lengths);
        const kernels::OrientationHistogram expected = kernels::scalar::orientation_histogram(random.rows);
        for_each_simd_target([&](const char* target) {
            CAPTURE(target, lengths);
            CHECK(kernels::orientation_histogram(random.rows) == expected);
        });
    }
}

TEST_CASE("kernels: each gradient counts in the bin nearest to its direction", "[sift][kernels]") {
    for_each_simd_target([](const char* target) {
        for (int degrees = 0; degrees < 360; degrees += 3) {
            if (degrees % 10 == 5) continue;  // halfway
            CAPTURE(target, degrees);
            const auto dx = static_cast<float>(std::cos(degrees * M_PI / 180));
            const auto dy = static_cast<float>(std::sin(degrees * M_PI / 180));
            const std::vector<float> above(17, dy), below(17, 0.0F), weights(17, 1.0F);
            std::vector<float> row(19, 0.0F);
            row[2] = dx;  // the neighbour to the right of column 0
            const kernels::WeightedRow one{
                {above.data(), row.data() + 1, below.data()}, 1, weights.data(), 2.0F};
            const auto histogram = kernels::orientation_histogram({&one, 1});
            const auto bin = static_cast<std::size_t>(std::nearbyint(degrees / 10.0)) % 36;
            CHECK(histogram[bin] == Approx(2));
            CHECK(std::count(histogram.begin(), histogram.end(), 0.0F) == 35);
        }
    });
}

TEST_CASE("kernels: descriptor_sums gives the bits of its scalar twin on every target, at the edge as well",
          "[sift][kernels]") {
    for (const std::vector<int>& lengths : row_lengths())
        for (const float turn : {0.0F, 37.5F, 180.0F, 359.0F}) {
            const RandomRows random(lengths);
            // From a little before the first cells to a little behind the last ones.
            std::vector<float> across, down;
            for (int k = 0; k < 1400 + kernels::row_overhang; ++k) {
                across.push_back(static_cast<float>(k % 97) * 0.0516F);
                down.push_back(static_cast<float>(k % 31) * 0.01F);
            }
            std::vector<kernels::DescriptorRow> rows;
            for (const kernels::WeightedRow& row : random.rows) {
                const auto number = static_cast<float>(rows.size() % 48);
                rows.push_back({row, across.data(), down.data(), -0.0001F, 0.1F * number - 0.0001F});
            }
            const kernels::DescriptorSums expected = kernels::scalar::descriptor_sums(rows, turn);
            for_each_simd_target([&](const char* target) {
                CAPTURE(target, lengths, turn);
                CHECK(kernels::descriptor_sums(rows, turn) == expected);
            });
        }
}

TEST_CASE("kernels: the shares of a sample in the descriptor add up to its weight, and lie around it",
          "[sift][kernels]") {
    // Rises to the right and a little upwards, so that the direction lies between two bins.
    const std::vector<float> above(17, 1.25F), below(17, 0.75F), weights(17, 0.5F);
    std::vector<float> row(19, 0.0F);
    row[2] = 2;
    const std::vector<float> none(17, 0.0F);
    const auto sums_at = [&](float j, float i) {
        const kernels::DescriptorRow one{
            {{above.data(), row.data() + 1, below.data()}, 1, weights.data(), 0.5F},
            none.data(),
            none.data(),
            j + 2.5F,
            i + 2.5F};
        return kernels::descriptor_sums({&one, 1}, 340);
    };
    const float degrees = static_cast<float>(std::atan2(0.5, 2.0) * 180 / M_PI);
    const float weight = static_cast<float>(std::hypot(2, 0.5) * 0.5 * 0.5);
    const float direction = (degrees + 20) / 45;
    for (float i = -2.25F; i < 2.5F; i += 0.5F)
        for (float j = -2.25F; j < 2.5F; j += 0.5F) {
            CAPTURE(i, j);
            const kernels::DescriptorSums sums = sums_at(j, i);
            for (int cell_row = 0; cell_row < 4; ++cell_row)
                for (int cell_column = 0; cell_column < 4; ++cell_column)
                    for (int bin = 0; bin < 8; ++bin) {
                        // Linear interpolation: a tent around each cell and direction.
                        const auto tent = [](float distance) {
                            return std::max(0.0F, 1 - std::abs(distance));
                        };
                        const float share = tent(i + 1.5F - static_cast<float>(cell_row)) *
                                            tent(j + 1.5F - static_cast<float>(cell_column)) *
                                            tent(direction - static_cast<float>(bin));
                        CHECK(sums[static_cast<std::size_t>((cell_row * 4 + cell_column) * 8 + bin)] ==
                              Approx(weight * share).margin(2e-4));
                    }
        }
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
