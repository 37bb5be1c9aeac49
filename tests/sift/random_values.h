#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "sift/image.h"

/// `n` values of a normal distribution around 0; the same for the same seed.
inline std::vector<float> normal_values(std::size_t n, unsigned seed, float deviation = 1.0F) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal(0.0F, deviation);
    std::vector<float> values(n);
    for (float& value : values) value = normal(generator);
    return values;
}

/// A picture of independent grey levels 0..255 (whole numbers).
inline sift::Image noise_picture(int width, int height, unsigned seed) {
    std::mt19937 generator(seed);
    std::uniform_int_distribution<int> level(0, 255);
    sift::Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) image.at(x, y) = static_cast<float>(level(generator));
    return image;
}
