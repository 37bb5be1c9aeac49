#include "assets/noise.h"

#include <array>
#include <cmath>
#include <numbers>

namespace assets {
namespace {

/// Sixteen unit vectors, 22.5 degrees apart.
const std::array<Vec, 16> directions = [] {
    std::array<Vec, 16> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double angle = static_cast<double>(i) * std::numbers::pi / 8;
        all[i] = {std::cos(angle), std::sin(angle)};
    }
    return all;
}();

}  // namespace

std::uint32_t hash(int x, int y, std::uint32_t seed) {
    std::uint32_t h = seed * 0x9e3779b9U + static_cast<std::uint32_t>(x) * 0x85ebca6bU;
    h = (h ^ (h >> 15U)) * 0x2c1b3c6dU + static_cast<std::uint32_t>(y) * 0xc2b2ae35U;
    h = (h ^ (h >> 12U)) * 0x297a2d39U;
    h = (h ^ (h >> 15U)) * 0x85ebca6bU;
    return h ^ (h >> 16U);
}

double uniform(int x, int y, std::uint32_t seed) {
    return hash(x, y, seed) / 4294967296.0;
}

double gradient_noise(Vec p, std::uint32_t seed) {
    const double left = std::floor(p.x);
    const double top = std::floor(p.y);
    const int x = static_cast<int>(left);
    const int y = static_cast<int>(top);
    const Vec f{p.x - left, p.y - top};
    const auto corner = [&](int i, int j) {
        return dot(directions[hash(x + i, y + j, seed) & 15U], {f.x - i, f.y - j});
    };
    const auto fade = [](double t) { return t * t * t * (t * (t * 6 - 15) + 10); };
    const double u = fade(f.x);
    const double upper = corner(0, 0) + u * (corner(1, 0) - corner(0, 0));
    const double lower = corner(0, 1) + u * (corner(1, 1) - corner(0, 1));
    return 1.4 * (upper + fade(f.y) * (lower - upper));
}

double fbm(Vec p, int octaves, std::uint32_t seed, double gain, double lacunarity) {
    double sum = 0;
    double amplitude = 1;
    for (int i = 0; i < octaves; ++i) {
        sum += amplitude * gradient_noise(p, seed + static_cast<std::uint32_t>(i));
        // Turned a little from octave to octave, or the lattices line up and show.
        p = lacunarity * Vec{0.8 * p.x - 0.6 * p.y, 0.6 * p.x + 0.8 * p.y};
        amplitude *= gain;
    }
    return sum;
}

double ridged(Vec p, int octaves, std::uint32_t seed) {
    double sum = 0;
    double amplitude = 0.5;
    double weight = 1;
    for (int i = 0; i < octaves; ++i) {
        double crest = 1 - std::abs(gradient_noise(p, seed + static_cast<std::uint32_t>(i)));
        crest *= crest * weight;
        sum += amplitude * crest;
        weight = crest < 0.5 ? 2 * crest : 1.0;  // detail only where the coarser octaves are high
        p = 2.07 * Vec{0.8 * p.x - 0.6 * p.y, 0.6 * p.x + 0.8 * p.y};
        amplitude *= 0.46;
    }
    return sum;
}

}  // namespace assets
