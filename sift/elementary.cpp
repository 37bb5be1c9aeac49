#include "sift/elementary.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace sift {
namespace {

constexpr std::size_t most_terms = 17;

/// 1 / k: a multiplication takes a quarter of a division's time.
constexpr std::array<double, most_terms + 1> inverse = [] {
    std::array<double, most_terms + 1> all{};
    for (std::size_t k = 1; k <= most_terms; ++k) all[k] = 1.0 / static_cast<double>(k);
    return all;
}();

/// e^x by its Taylor series, |x| <= 0.35: the first term left out is below 1e-17.
double exponential_near_zero(double x) {
    double sum = 1;
    for (std::size_t k = 14; k >= 1; --k) sum = 1 + x * inverse[k] * sum;
    return sum;
}

/// Sine and cosine by their Taylor series, |x| <= pi / 4: the first terms left out are below 1e-18.
SineCosine sine_cosine_near_zero(double x) {
    const double square = x * x;
    double sine = 1;
    double cosine = 1;
    for (std::size_t k = 8; k >= 1; --k) {
        const double even = square * inverse[2 * k];
        sine = 1 - even * inverse[2 * k + 1] * sine;
        cosine = 1 - even * inverse[2 * k - 1] * cosine;
    }
    return {x * sine, cosine};
}

}  // namespace

double exponential(double x) {
    const double whole = std::nearbyint(x / std::numbers::ln2);
    if (!(whole > -1000)) return 0;
    // ln 2 in two parts, so that whole * high is exact.
    constexpr double high = 0x1.62e42feep-1;
    constexpr double low = 0x1.a39ef35793c76p-33;
    const double rest = (x - whole * high) - whole * low;
    return std::ldexp(exponential_near_zero(rest), static_cast<int>(whole));
}

double power_of_two(double x) {
    const double whole = std::nearbyint(x);
    return std::ldexp(exponential_near_zero((x - whole) * std::numbers::ln2), static_cast<int>(whole));
}

SineCosine sine_cosine(double degrees) {
    const double quarters = std::nearbyint(degrees / 90);
    const auto [s, c] = sine_cosine_near_zero((degrees - 90 * quarters) * (std::numbers::pi / 180));
    switch (static_cast<long long>(quarters) & 3) {
        case 0:
            return {s, c};
        case 1:
            return {c, -s};
        case 2:
            return {-s, -c};
        default:
            return {-c, s};
    }
}

}  // namespace sift
