#include "assets/terrain.h"

#include <algorithm>
#include <cmath>

#include "assets/noise.h"

namespace assets {
namespace {

// The grid of shadows.
constexpr int cells = 560;
constexpr double left = -9;
constexpr double near = 0;
constexpr double cell = 18.0 / cells;

double bump(double x, double z, double at_x, double at_z, double radius) {
    const double dx = x - at_x;
    const double dz = z - at_z;
    return std::exp(-(dx * dx + dz * dz) / (radius * radius));
}

}  // namespace

double Terrain::ground(double x, double z, int detail) const {
    // The lake reaches from the viewer to z = 3, narrowing; the valley goes on between the slopes.
    const double bend = 0.35 * gradient_noise({z * 0.33, 4.2}, 5);
    const double shore =
        std::abs(x - bend) -
        (0.62 + 0.20 * z * 0.5 + 0.30 * gradient_noise({z * 0.8 + 0.35, x > bend ? 0.4 : 9.3}, 6));
    const double behind = z - 3.0 - 0.5 * gradient_noise({x * 0.8, 1.7}, 8);
    const double inland = std::max(shore * 0.9, behind);
    const double flat = -0.03 + 0.055 * smoothstep(-0.25, 0.35, inland);

    const double rise = smoothstep(0.15, 5.2, inland) * 1.15 + 0.62 * smoothstep(0.05, 1.5, shore);
    const double massif = 1.75 * bump(x, z, -0.7, 9.8, 1.9) + 1.2 * bump(x, z, 2.9, 8.8, 1.7) +
                          0.95 * bump(x, z, -4.4, 8.6, 2.0) + 0.5 * bump(x, z, 0.9, 11.0, 1.6);
    const double rough = ridged({x * 0.34 + 3.1, z * 0.34 + 0.6}, detail, 31);
    const double rolling = fbm({x * 0.9, z * 0.9}, std::min(detail, 5), 57);
    return flat + rise * (0.15 + 0.95 * rough + 0.10 * rolling) * (0.45 + 0.75 * massif) +
           0.25 * massif * rough;
}

Terrain::Tree Terrain::tree(double x, double z, double ground_height) const {
    if (ground_height < 0.006 || ground_height > 0.95) return {};
    constexpr double spacing = 0.021;
    const int column = static_cast<int>(std::floor(x / spacing));
    const int row = static_cast<int>(std::floor(z / spacing));
    // The forest thins out towards the tree line and leaves clearings.
    const double density =
        0.9 + 0.9 * fbm({x * 1.7, z * 1.7}, 3, 91) - 1.25 * smoothstep(0.35, 0.85, ground_height);
    Tree best;
    for (int j = row - 1; j <= row + 1; ++j)
        for (int i = column - 1; i <= column + 1; ++i) {
            if (uniform(i, j, 71) > density) continue;
            const double dx = x - spacing * (i + 0.15 + 0.7 * uniform(i, j, 72));
            const double dz = z - spacing * (j + 0.15 + 0.7 * uniform(i, j, 73));
            const double tall = 0.021 + 0.024 * uniform(i, j, 74);
            const double radius = (0.21 + 0.08 * uniform(i, j, 75)) * tall;
            const double distance = std::hypot(dx, dz);
            if (distance > radius) continue;
            const double up = 1 - distance / radius;
            if (up * tall > best.height) best = {up * tall, up, uniform(i, j, 76)};
        }
    return best;
}

Terrain::Terrain() : shade_(static_cast<std::size_t>(cells) * cells) {
    const auto at = [&](int i, int j) -> double& {
        return shade_[static_cast<std::size_t>(j) * cells + static_cast<std::size_t>(i)];
    };
    // The sun is to the left and in front in z: sweep away from it, each cell in the shade of the one before.
    const double back = -sun.z / -sun.x;  // cells in z for each cell in x
    const double drop = cell * std::hypot(1.0, back) * sun.y / std::hypot(sun.x, sun.z);
    for (int i = 0; i < cells; ++i)
        for (int j = 0; j < cells; ++j) {
            double height = ground(left + cell * i, near + cell * j, 7);
            if (i > 0 && j > 0) {
                const double from = j - back;
                const int lower = std::max(0, static_cast<int>(std::floor(from)));
                const double part = std::clamp(from - lower, 0.0, 1.0);
                const double before =
                    (1 - part) * at(i - 1, lower) + part * at(i - 1, std::min(lower + 1, cells - 1));
                height = std::max(height, before - drop);
            }
            at(i, j) = height;
        }
}

double Terrain::sunlit(double x, double z, double at_height) const {
    const double u = std::clamp((x - left) / cell, 0.0, cells - 1.001);
    const double v = std::clamp((z - near) / cell, 0.0, cells - 1.001);
    const auto i = static_cast<std::size_t>(u);
    const auto j = static_cast<std::size_t>(v);
    const double a = u - static_cast<double>(i);
    const double b = v - static_cast<double>(j);
    const double* row = &shade_[j * cells + i];
    const double shade =
        (1 - b) * ((1 - a) * row[0] + a * row[1]) + b * ((1 - a) * row[cells] + a * row[cells + 1]);
    return 1 - smoothstep(0.0, 0.07, shade - at_height - 0.02);
}

}  // namespace assets
