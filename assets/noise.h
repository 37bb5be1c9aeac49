#pragma once

#include <cstdint>

#include "assets/canvas.h"

namespace assets {

/// 32 well-mixed bits of a lattice point: the same on every machine, unlike the distributions of <random>.
[[nodiscard]] std::uint32_t hash(int x, int y, std::uint32_t seed);

/// Uniform in [0, 1), a function of its arguments alone.
[[nodiscard]] double uniform(int x, int y, std::uint32_t seed);

/// Gradient noise in about [-1, 1], zero at the lattice points, smooth to the second derivative.
/// Source: Perlin 2002, "Improving noise".
[[nodiscard]] double gradient_noise(Vec p, std::uint32_t seed);

/// Fractal sum of `octaves` gradient noises, each `lacunarity` times finer and `gain` times weaker.
[[nodiscard]] double fbm(Vec p, int octaves, std::uint32_t seed, double gain = 0.5, double lacunarity = 2.03);

/// Fractal sum of 1 - |noise|: sharp crests, as of mountains; about 0..1.
/// Source: Musgrave, in Ebert et al. 2003, "Texturing and Modeling", chapter 16.
[[nodiscard]] double ridged(Vec p, int octaves, std::uint32_t seed);

}  // namespace assets
