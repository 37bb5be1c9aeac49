#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "sift/image.h"

/// One of the eight symmetries of the square lattice: transposed or not, then mirrored in x, in y or both.
struct Symmetry {
    bool transposed = false;
    bool mirrored_x = false;
    bool mirrored_y = false;

    /// Turns keep directions' sense of rotation, mirrors reverse it.
    [[nodiscard]] bool is_turn() const { return transposed == (mirrored_x != mirrored_y); }

    template <class Pixel>
    [[nodiscard]] sift::BasicImage<Pixel> operator()(const sift::BasicImage<Pixel>& in) const {
        const int width = transposed ? in.height() : in.width();
        const int height = transposed ? in.width() : in.height();
        sift::BasicImage<Pixel> out(width, height);
        for (int y = 0; y < in.height(); ++y)
            for (int x = 0; x < in.width(); ++x) {
                const auto [u, v] = place(std::pair<int, int>{x, y}, width, height);
                out.at(u, v) = in.at(x, y);
            }
        return out;
    }

    /// Where a place goes; `width` and `height` are those of the result.
    template <class Number>
    [[nodiscard]] std::pair<Number, Number> place(std::pair<Number, Number> at, int width, int height) const {
        if (transposed) std::swap(at.first, at.second);
        if (mirrored_x) at.first = static_cast<Number>(width - 1) - at.first;
        if (mirrored_y) at.second = static_cast<Number>(height - 1) - at.second;
        return at;
    }

    /// What becomes of a vector.
    [[nodiscard]] std::pair<double, double> direction(double x, double y) const {
        if (transposed) std::swap(x, y);
        return {mirrored_x ? -x : x, mirrored_y ? -y : y};
    }

    /// What becomes of an angle from +x towards +y, degrees in [0, 360).
    [[nodiscard]] double angle(double degrees) const {
        if (transposed) degrees = 90 - degrees;
        if (mirrored_x) degrees = 180 - degrees;
        if (mirrored_y) degrees = -degrees;
        const double turns = std::floor(degrees / 360);
        return degrees - 360 * turns;
    }
};

template <class Body>
void for_each_symmetry(const Body& body) {
    for (int i = 1; i < 8; ++i) body(Symmetry{(i & 1) != 0, (i & 2) != 0, (i & 4) != 0});
}

/// Soft elongated blobs of random place, size and level, whole grey levels: many keypoints in all octaves.
inline sift::Image blob_texture(int width, int height, unsigned seed) {
    std::mt19937 generator(seed);
    const auto uniform = [&] { return static_cast<double>(generator()) / 4294967296.0; };
    sift::Image image(width, height, 128.0F);
    const int blobs = 8 + width * height / 100;
    for (int i = 0; i < blobs; ++i) {
        const double x = uniform() * width;
        const double y = uniform() * height;
        const double sigma = 1 + 6 * uniform() * uniform();
        const double level = (uniform() - 0.5) * 240;
        const double stretch = 0.6 + 0.8 * uniform();
        for (int v = 0; v < height; ++v)
            for (int u = 0; u < width; ++u) {
                const double dx = (u - x) * stretch;
                const double dy = v - y;
                const double r2 = (dx * dx + dy * dy) / (2 * sigma * sigma);
                if (r2 < 12) image.at(u, v) += static_cast<float>(level * std::exp(-r2));
            }
    }
    for (int v = 0; v < height; ++v)
        for (int u = 0; u < width; ++u)
            image.at(u, v) = std::min(255.0F, std::max(0.0F, std::nearbyint(image.at(u, v))));
    return image;
}

/// Levels of every size, as noise: what a stage must hold against.
inline sift::IntegerImage noise_levels(int width, int height, unsigned seed) {
    std::mt19937 generator(seed);
    sift::IntegerImage image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.at(x, y) = static_cast<std::int16_t>(static_cast<int>(generator() & 0xFFFF) - 0x8000);
    return image;
}
