#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sift/descriptor.h"
#include "sift/elementary.h"
#include "sift/root_sift.h"
#include "tests/sift/counterparts.h"
#include "tests/sift/random_values.h"
#include "tests/support/catch.h"

namespace {

constexpr int patch_side = 101;
constexpr float patch_centre = 50;

/// Rises by 2 grey levels a sample in direction `degrees` (from +x towards +y) where keep(x, y) holds, x and
/// y from the centre; flat elsewhere.
template <class Keep>
sift::Image ramp_where(double degrees, const Keep& keep) {
    const auto [sine, cosine] = sift::sine_cosine(degrees);
    sift::Image image(patch_side, patch_side, 128);
    for (int y = 0; y < patch_side; ++y)
        for (int x = 0; x < patch_side; ++x) {
            const double u = static_cast<double>(x) - patch_centre;
            const double v = static_cast<double>(y) - patch_centre;
            if (keep(u, v)) image.at(x, y) = static_cast<float>(128 + 2 * (u * cosine + v * sine));
        }
    return image;
}

bool everywhere(double, double) {
    return true;
}

int sum_of_bin(const sift::Descriptor& descriptor, std::size_t bin) {
    int sum = 0;
    for (std::size_t cell = 0; cell < 16; ++cell) sum += descriptor[cell * 8 + bin];
    return sum;
}

int sum_of_cell(const sift::Descriptor& descriptor, std::size_t row, std::size_t column) {
    int sum = 0;
    for (std::size_t bin = 0; bin < 8; ++bin) sum += descriptor[(row * 4 + column) * 8 + bin];
    return sum;
}

}  // namespace

TEST_CASE("descriptor: bin k holds the gradients of direction angle - 45 k", "[sift]") {
    for (const int angle : {0, 30, 45, 200, 315})
        for (std::size_t k = 0; k < 8; ++k) {
            CAPTURE(angle, k);
            const sift::Image image = ramp_where(angle - 45.0 * static_cast<double>(k), everywhere);
            const auto descriptor =
                sift::describe(image, patch_centre, patch_centre, 2.0F, static_cast<float>(angle));
            int total = 0;
            for (std::size_t bin = 0; bin < 8; ++bin) total += sum_of_bin(descriptor, bin);
            CHECK(sum_of_bin(descriptor, k) >= 0.99 * total);
        }
}

TEST_CASE("descriptor: a direction between two bins is shared by its distance from them", "[sift]") {
    const auto descriptor = sift::describe(ramp_where(-15, everywhere), patch_centre, patch_centre, 2.0F, 0);
    // 15 degrees is a third of the way from bin 0 to bin 1. Compared in an inner cell, where both are below
    // the cut at 0.2, or both above.
    const double ratio = static_cast<double>(descriptor[1]) / descriptor[0];
    CHECK(ratio == Approx(0.5).epsilon(0.05));
}

TEST_CASE("descriptor: the cells lie in the frame turned by the angle", "[sift]") {
    // Contrast only above and to the right of the centre.
    const sift::Image image = ramp_where(0, [](double u, double v) { return u > 0 && v < 0; });
    struct Case {
        float angle;
        std::size_t rows, columns;  // of the quarter that sees it
    };
    for (const auto& [angle, rows, columns] :
         {Case{0, 0, 2}, Case{90, 0, 0}, Case{180, 2, 0}, Case{270, 2, 2}}) {
        const auto descriptor = sift::describe(image, patch_centre, patch_centre, 2.0F, angle);
        int inside = 0;
        int all = 0;
        for (std::size_t row = 0; row < 4; ++row)
            for (std::size_t column = 0; column < 4; ++column) {
                all += sum_of_cell(descriptor, row, column);
                if (row / 2 * 2 == rows && column / 2 * 2 == columns)
                    inside += sum_of_cell(descriptor, row, column);
            }
        CAPTURE(angle, inside, all);
        // The step along the quarter's sides leaks into its neighbours.
        CHECK(inside > 0.6 * all);
    }
}

TEST_CASE("descriptor: a uniform gradient fills the four kinds of cells alike by symmetry", "[sift]") {
    const auto descriptor = sift::describe(ramp_where(0, everywhere), patch_centre, patch_centre, 2.0F, 0);
    for (std::size_t row = 0; row < 4; ++row)
        for (std::size_t column = 0; column < 4; ++column) {
            CAPTURE(row, column);
            CHECK(std::abs(descriptor[(row * 4 + column) * 8] - descriptor[(column * 4 + row) * 8]) <= 1);
            CHECK(std::abs(descriptor[(row * 4 + column) * 8] - descriptor[((3 - row) * 4 + column) * 8]) <=
                  1);
        }
    CHECK(descriptor[(1 * 4 + 1) * 8] > descriptor[0]);
}

TEST_CASE("descriptor: its length is 512 and no entry was above a fifth of it before the last normalization",
          "[sift]") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        const sift::Image image = noise_picture(patch_side, patch_side, seed);
        const auto descriptor = sift::describe(image, patch_centre, patch_centre, 2.3F, 77);
        double squares = 0;
        for (const int entry : descriptor) squares += entry * entry;
        CAPTURE(seed);
        // 128 entries rounded by up to a half: |rounding| <= 5.7, in length far less.
        CHECK(std::sqrt(squares) == Approx(512).margin(3));
    }
    // All in 4 x 4 entries: the inner ones are cut to the same height.
    const auto ramp = sift::describe(ramp_where(0, everywhere), patch_centre, patch_centre, 2.0F, 0);
    const int highest = *std::max_element(ramp.begin(), ramp.end());
    CHECK(std::count(ramp.begin(), ramp.end(), highest) >= 4);
}

TEST_CASE("descriptor: does not change when contrast is doubled or light is added", "[sift]") {
    const sift::Image image = noise_picture(patch_side, patch_side, 9);
    sift::Image brighter = image;
    for (int y = 0; y < patch_side; ++y)
        for (int x = 0; x < patch_side; ++x) brighter.at(x, y) = 2 * image.at(x, y) + 40;
    CHECK(sift::describe(image, 48.2F, 51.7F, 2.9F, 123.4F) ==
          sift::describe(brighter, 48.2F, 51.7F, 2.9F, 123.4F));
}

TEST_CASE("descriptor: a picture turned by 90 degrees gives the same descriptor at an angle 90 degrees less",
          "[sift]") {
    const sift::Image image = noise_picture(patch_side, patch_side, 21);
    sift::Image turned(patch_side, patch_side);  // counter-clockwise
    for (int y = 0; y < patch_side; ++y)
        for (int x = 0; x < patch_side; ++x) turned.at(y, patch_side - 1 - x) = image.at(x, y);
    for (const float angle : {90.0F, 137.5F, 271.0F}) {
        CAPTURE(angle);
        CHECK(largest_bin_difference(sift::describe(image, patch_centre, patch_centre, 2.7F, angle),
                                     sift::describe(turned, patch_centre, patch_centre, 2.7F, angle - 90)) <=
              1);
    }
}

TEST_CASE("descriptor: windows over the border are cut, a flat picture gives zeros", "[sift]") {
    const sift::Descriptor zeros{};
    CHECK(sift::describe(sift::Image(30, 30, 9), 15, 15, 2.0F, 10) == zeros);
    const sift::Image image = noise_picture(20, 20, 4);
    for (const float at : {0.0F, 1.0F, 18.0F, 19.0F}) CHECK(sift::describe(image, at, at, 3.0F, 10) != zeros);
    CHECK(sift::describe(noise_picture(2, 2, 4), 0, 0, 3.0F, 10) == zeros);
}

TEST_CASE("descriptor: RootSIFT of hand-worked examples, of length 512 where nothing is cut", "[sift]") {
    const auto with = [](std::size_t entries, int value) {
        sift::Descriptor descriptor{};
        std::fill_n(descriptor.begin(), entries, static_cast<std::uint8_t>(value));
        return descriptor;
    };
    CHECK(sift::root_sift(with(0, 0)) == with(0, 0));
    CHECK(sift::root_sift(with(1, 90)) == with(1, 255));    // 512, cut
    CHECK(sift::root_sift(with(16, 90)) == with(16, 128));  // 512 sqrt(1 / 16)
    CHECK(sift::root_sift(with(128, 3)) == with(128, 45));  // 512 sqrt(1 / 128) = 45.25

    sift::Descriptor mixed = with(64, 25);
    mixed[100] = 225;  // nine times the others' value: three times their root
    const auto root = sift::root_sift(mixed);
    CHECK(root[100] == std::round(512 * std::sqrt(225.0 / (64 * 25 + 225))));
    CHECK(root[0] == std::round(512 * std::sqrt(25.0 / (64 * 25 + 225))));
}
