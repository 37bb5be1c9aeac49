#include "sift/kernels/sketch.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "sift/rounding.h"

namespace sift::kernels {
namespace {

constexpr std::size_t cells = 16;
constexpr std::size_t directions = 8;
using Coefficients = std::array<float, directions>;

/// Which coefficients are kept: those of the largest variance over the keypoints of six photographs. A bit
/// for each of a pattern's, from the lowest: the mean; cosine and sine of one, two and three periods in a
/// turn; the alternating sum. Patterns are in Hadamard's order: bit 0 of an index changes the sign from
/// column to column, bit 1 between the halves, bits 2 and 3 likewise for rows.
constexpr std::array<unsigned, cells> kept{0xff, 0x22, 0x3f, 0x3f, 0x04, 0x00, 0x04, 0x00,
                                           0x3f, 0x02, 0x1e, 0x1e, 0x0c, 0x02, 0x0e, 0x06};

constexpr bool is_kept(std::size_t place) {
    return (kept[place / directions] >> place % directions & 1U) != 0;
}

constexpr auto kept_places = [] {
    std::array<std::size_t, std::tuple_size_v<Sketch> - 1> places{};
    std::size_t count = 0;
    for (std::size_t place = 0; place < cells * directions; ++place)
        if (is_kept(place)) places.at(count++) = place;
    return places;
}();

/// 0 for what is kept, 1 for the rest.
constexpr auto is_rest = [] {
    std::array<float, cells * directions> rest{};
    for (std::size_t place = 0; place < rest.size(); ++place) rest[place] = is_kept(place) ? 0.0F : 1.0F;
    return rest;
}();

/// Walsh's transform over the cells, times 4: whole numbers, 16 times a bin at most.
std::array<std::int16_t, cells * directions> walsh_patterns(const Descriptor& descriptor) {
    std::array<std::int16_t, cells * directions> values;
    std::copy(descriptor.begin(), descriptor.end(), values.begin());
    for (std::size_t step = directions; step < values.size(); step *= 2)
        for (std::size_t begin = 0; begin < values.size(); begin += 2 * step)
            for (std::size_t i = begin; i < begin + step; ++i) {
                const int a = values[i];
                const int b = values[i + step];
                values[i] = static_cast<std::int16_t>(a + b);
                values[i + step] = static_cast<std::int16_t>(a - b);
            }
    return values;
}

/// Fourier's transform over the directions, real and orthonormal; opposite directions are joined first.
Coefficients fourier(const std::int16_t* bins) {
    const auto sum = [&](std::size_t k) { return static_cast<float>(bins[k] + bins[k + 4]); };
    const auto difference = [&](std::size_t k) { return static_cast<float>(bins[k] - bins[k + 4]); };
    constexpr float half = 0.5F;
    constexpr float root_half = 0.70710678F;
    const float even = sum(0) + sum(2);
    const float odd = sum(1) + sum(3);
    const float cosine = root_half * (difference(1) - difference(3));
    const float sine = root_half * (difference(1) + difference(3));
    return {half * root_half * (even + odd), half * (difference(0) + cosine), half * (difference(2) + sine),
            half * (sum(0) - sum(2)),        half * (sum(1) - sum(3)),        half * (difference(0) - cosine),
            half * (sine - difference(2)),   half * root_half * (even - odd)};
}

}  // namespace

Sketch sketch_of(const Descriptor& descriptor) {
    constexpr float scale = static_cast<float>(sketch_scale) / 4;
    const auto patterns = walsh_patterns(descriptor);
    std::array<float, cells * directions> coefficients;
    Coefficients squared_rest{};
    for (std::size_t place = 0; place < coefficients.size(); place += directions) {
        const Coefficients of_pattern = fourier(&patterns[place]);
        std::copy(of_pattern.begin(), of_pattern.end(), &coefficients[place]);
        for (std::size_t k = 0; k < directions; ++k)
            squared_rest[k] += is_rest[place + k] * of_pattern[k] * of_pattern[k];
    }
    const float rest = std::sqrt(std::accumulate(squared_rest.begin(), squared_rest.end(), 0.0F));
    Sketch sketch;
    for (std::size_t i = 0; i < kept_places.size(); ++i)
        sketch[i] = static_cast<std::int16_t>(nearest_of(scale * coefficients[kept_places[i]]));
    sketch.back() = static_cast<std::int16_t>(nearest_of(scale * rest));
    return sketch;
}

std::int32_t reach_of_sketches(std::int32_t squared) {
    // A coordinate is off by a half, rounded, and .02 for the floats; the difference of two by 1.04; all 48,
    // as a length, by 7.2.
    constexpr double rounding = 7.5;
    const double reach = sketch_scale * std::sqrt(static_cast<double>(squared - 1)) + rounding;
    return static_cast<std::int32_t>(reach * reach);
}

}  // namespace sift::kernels
