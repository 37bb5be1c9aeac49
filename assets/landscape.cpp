#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/core/utility.hpp>

#include "assets/noise.h"
#include "assets/pictures.h"
#include "assets/terrain.h"

namespace assets {
namespace {

constexpr int factor = 2;  // rendered at twice the size, then reduced
constexpr int width = 1024 * factor;
constexpr int height = 768 * factor;
constexpr double horizon = 0.575 * height;
constexpr double focal = 1.02 * width;
constexpr double eye = 0.03;  // above the water, kilometres

Colour sky(Vec p) {
    const double up = std::max(0.0, (horizon - p.y) / height);  // 0 at the horizon
    static const std::vector<Stop> stops{{0.0, hex(0xf7d9b0)},
                                         {0.10, hex(0xf0c9b4)},
                                         {0.24, hex(0xb9c3d6)},
                                         {0.42, hex(0x7fa3cf)},
                                         {0.60, hex(0x4d7fbd)}};
    Colour c = ramp(stops, up);
    // Clouds on a plane overhead, so that they close up towards the horizon.
    const double far = 1 / (up + 0.11);
    const Vec q{(p.x / width - 0.5) * far * 1.1 + 2.0, far * 1.25};
    const double bend = fbm(0.7 * q, 3, 201);
    const double cloud = fbm({1.2 * q.x + 0.8 * bend, 2.0 * q.y + 0.6 * bend}, 7, 211, 0.54);
    const double cover = smoothstep(-0.02, 0.75, cloud + 0.10);
    const double lit = fbm({1.2 * q.x + 0.8 * bend - 0.10, 2.0 * q.y + 0.6 * bend + 0.06}, 5, 211, 0.54);
    const Colour bright = mix(hex(0xffe6cc), hex(0xfffaf2), up * 2.2);
    const Colour grey = mix(hex(0xd9b3ac), hex(0xa9b6cc), up * 2.0);
    return mix(c, mix(bright, grey, 0.5 + 0.9 * (lit - 0.25 * cloud)),
               0.85 * cover * smoothstep(0.0, 0.08, up));
}

/// What the land looks like at a point, without the air between.
Colour ground_colour(const Terrain& terrain, double x, double z, double h, const Terrain::Tree& tree) {
    // The normal, over a base that grows with the distance: finer would only alias.
    const double base = std::max(0.0025, 0.0011 * z);
    const double dx = (terrain.ground(x + base, z, 10) - terrain.ground(x - base, z, 10)) / (2 * base);
    const double dz = (terrain.ground(x, z + base, 10) - terrain.ground(x, z - base, 10)) / (2 * base);
    const double norm = 1 / std::sqrt(1 + dx * dx + dz * dz);
    const auto& sun = Terrain::sun;
    double facing = std::max(0.0, norm * (sun.y - dx * sun.x - dz * sun.z));
    const double sunlit = terrain.sunlit(x, z, h);

    const double grain = fbm({x * 14, z * 14}, 5, 131);
    const double fine = fbm({x * 90, (z + h) * 90}, 3, 141);
    Colour c = mix(hex(0x7d7268), hex(0x9c8b7b), 0.5 + grain);                            // rock
    c = mix(c, hex(0x574f4c), 0.6 * smoothstep(0.1, 0.7, fbm({x * 6, h * 40}, 4, 133)));  // its bands
    c = (1 + 0.25 * fine) * c;
    const double gentle = smoothstep(0.60, 0.85, norm + 0.10 * grain);
    const Colour meadow = mix(hex(0x7f8a3f), hex(0xb59a4c), 0.5 + 0.9 * grain + 0.3 * fine);
    c = mix(c, meadow, gentle * (1 - smoothstep(0.55, 1.0, h + 0.2 * grain)));
    const double snow =
        smoothstep(0.95, 1.35, h + 0.25 * grain + 0.08 * fine) * smoothstep(0.46, 0.66, norm + 0.12 * grain);
    c = mix(c, hex(0xf4f6fb), snow);
    if (h < 0.012) c = mix(c, hex(0xa8997f), 0.8);  // the beach

    double light = facing;
    double openness = 1;
    if (tree.height > 0) {
        const bool larch = tree.character + 0.45 * fbm({x * 1.1, z * 0.8}, 3, 151) > 0.88;
        const double own = std::fmod(tree.character * 7, 1.0);
        const Colour needles =
            larch ? mix(hex(0xa8691a), hex(0xc99a36), own) : mix(hex(0x1d3b2c), hex(0x44663c), own);
        c = mix(0.55 * needles, needles, tree.up * 1.4);
        light = 0.35 + 0.5 * facing + 0.25 * tree.up;
        openness = 0.55 + 0.45 * tree.up;
    }
    const Colour sunlight = 2.1 * hex(0xffd9a8);
    const Colour skylight = 0.62 * hex(0x9db4dc);
    return c * (light * sunlit * sunlight + openness * (0.7 + 0.3 * norm) * skylight);
}

/// The scene from a viewer at `eye` over the water: at first the sky, then land in front of it.
struct View {
    double eye;
    Canvas picture;
    std::vector<char> land;  ///< one for each pixel

    View(double eye_height, const Canvas& sky_picture)
        : eye(eye_height), picture(sky_picture), land(static_cast<std::size_t>(width) * height) {}

    [[nodiscard]] static std::size_t index(int x, int y) {
        return static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x);
    }
};

/// The colour of the land at (x, z) with the air between it and the viewer.
Colour land_colour(const Terrain& terrain, double x, double z, double ground, const Terrain::Tree& tree) {
    const double top = ground + tree.height;
    const Colour c = ground_colour(terrain, x, z, ground, tree);
    // Air: more of it lies low, and it is warm towards the light.
    const double air = 1 - std::exp(-z / 22 * (0.5 + 0.9 * std::exp(-top / 0.4)));
    const double warmth = 0.35 + 0.35 * smoothstep(0.5, -0.4, x / z);
    const Colour far = mix(c, mix(hex(0xbcc8df), hex(0xf3d3b4), warmth), air);
    const double bank = std::exp(-top / 0.045) * smoothstep(1.6, 3.4, z);
    return mix(far, hex(0xf1dcc8), 0.6 * bank * (0.7 + 0.5 * fbm({x * 1.3, z * 0.6}, 3, 301)));
}

/// One column of the two views, from over and from under the water, that meet the same ground.
class Column {
  public:
    Column(View& above, View& below, const Terrain& terrain, int x)
        : terrain_(terrain),
          x_(x),
          slope_((x + 0.5 - width / 2.0) / focal),
          views_{Progress{&above}, Progress{&below}} {}

    /// Marches away from the viewer; what comes later shows only above what came before.
    void march() {
        constexpr double stride = 1.0021;
        double row_before = height;
        for (double z = 0.3; z < 15; z *= stride) {
            const double h = ground(z);
            const double row = h > 0 ? horizon - focal * (h - eye) / z : height;
            // A cliff spans many rows: cut the stride, or they would all have one colour.
            const int parts = h > 0 ? std::clamp(static_cast<int>((row_before - row) / 2), 1, 8) : 1;
            for (int i = parts - 1; i > 0; --i) {
                const double between = z * (1 - i * (1 - 1 / stride) / parts);
                paint(between, ground(between));
            }
            paint(z, h);
            row_before = row;
        }
    }

  private:
    struct Progress {
        View* view;
        int painted_from = height;
    };

    [[nodiscard]] double ground(double z) const { return terrain_.ground(slope_ * z, z, z < 6 ? 9 : 8); }

    void paint(double z, double h) {
        const double x = slope_ * z;
        if (h <= 0) return;
        const Terrain::Tree tree = z < 9 ? terrain_.tree(x, z, h) : Terrain::Tree{};
        bool coloured = false;
        Colour colour;
        for (auto& [view, painted_from] : views_) {
            const double y = horizon - focal * (h + tree.height - view->eye) / z;
            const int top = std::max(0, static_cast<int>(std::ceil(y - 0.5)));
            if (top >= painted_from) continue;
            if (!coloured) colour = land_colour(terrain_, x, z, h, tree);
            coloured = true;
            const double foot = horizon + focal * view->eye / z;  // where the land meets the water
            for (int row = top; row < std::min(painted_from, static_cast<int>(std::ceil(foot))); ++row) {
                view->picture.at(x_, row) = colour;
                view->land[View::index(x_, row)] = 1;
            }
            painted_from = top;
        }
    }

    const Terrain& terrain_;
    int x_;
    double slope_;
    std::array<Progress, 2> views_;
};

}  // namespace

Canvas landscape() {
    const Terrain terrain;
    Canvas half(width / 2, height / 2);  // clouds are soft: half the size will do
    half.shade(1, [](Vec p) { return sky(2 * p); });
    Canvas clear(width, height);
    clear.shade(1, [&](Vec p) { return half.sample(0.5 * p); });
    View above(eye, clear);
    View below(-eye, clear);
    cv::parallel_for_(cv::Range(0, width), [&](const cv::Range& columns) {
        for (int x = columns.start; x < columns.end; ++x) Column(above, below, terrain, x).march();
    });

    Canvas& canvas = above.picture;
    const Colour deep = hex(0x0f4a55);
    const Colour shallow = hex(0x2c7f7c);
    for (int y = static_cast<int>(horizon) + 1; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            if (above.land[View::index(x, y)] != 0) continue;
            const double down = y + 0.5 - horizon;
            const double z = focal * eye / down;
            const double across = (x + 0.5 - width / 2.0) / focal * z;
            const double calm = smoothstep(-0.3, 0.4, fbm({across * 2.2, z * 1.1}, 3, 401));
            const double ripple =
                fbm({across * 60, z * 30}, 4, 411) + 0.6 * fbm({across * 260, z * 90}, 3, 421);
            const double tilt = ripple * (0.25 + 0.75 * calm);
            const Vec seen{x + 0.5 + 5 * tilt, 2 * horizon - (y + 0.5) + tilt * (6 + 0.05 * down)};
            const double grazing = std::exp(-down / (0.32 * height));
            const Colour body = mix(deep, shallow, 0.35 + 0.4 * ripple);
            canvas.at(x, y) =
                mix(body, 0.92 * below.picture.sample(seen), 0.35 + 0.6 * grazing + 0.05 * tilt);
        }
    return canvas.reduced(factor);
}

}  // namespace assets
