#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "assets/noise.h"
#include "assets/pictures.h"

namespace assets {
namespace {

constexpr int width = 1152;
constexpr int height = 720;
constexpr double waterline = 468;
constexpr Vec moon{806, 208};

/// A chain of hills that the mist swallows towards the water.
struct Hills {
    double depth;  ///< 0 = near and dark, 1 = far and pale
    std::vector<double> crest;

    Hills(double at, double relief, double scale, double how_far, std::uint32_t seed) : depth(how_far) {
        for (int x = 0; x <= width; ++x)
            crest.push_back(at - relief * (0.5 + 0.5 * fbm({x / scale, 0.37 * seed}, 6, seed, 0.46)));
    }
    [[nodiscard]] Colour over(Colour behind, Vec p) const {
        const double top = crest[static_cast<std::size_t>(std::clamp(p.x, 0.0, double{width}))];
        const double covered = smoothstep(top - 0.8, top + 0.8, p.y);
        const double swallowed = smoothstep(top, waterline + 10, p.y);
        const Colour rock = mix(hex(0x5c6b86), hex(0x9a9aa8), depth);
        return mix(behind, rock, covered * (1 - swallowed) * (0.62 - 0.40 * depth));
    }
};

/// Sky and shore at a point above the waterline; the water asks for it again, mirrored.
class Shore {
  public:
    [[nodiscard]] Colour at(Vec p) const {
        Colour c = ramp(sky_, p.y / waterline);
        const double away = length(p - moon);
        c = c + (0.30 * std::exp(-away / 70) + 0.16 * std::exp(-away / 260)) * glow_;
        // Veils of cloud, far too soft to hold on to.
        c = c + 0.035 * fbm({p.x / 420, p.y / 95}, 4, 11) * glow_;
        if (away < 50) {
            const double seas = 0.5 + 0.5 * fbm({p.x / 23, p.y / 23}, 3, 5);
            c = mix(c, mix(hex(0xfff6e2), hex(0xeadfce), 0.75 * seas), smoothstep(44.8, 43.2, away));
        }
        for (const Hills& hills : chains_) c = hills.over(c, p);
        // The mist lies on the water.
        const double bank = std::exp(-std::pow((p.y - waterline) / 36, 2));
        if (bank < 0.001) return c;
        return mix(c, mist_, 0.8 * bank * (0.75 + 0.3 * fbm({p.x / 240, p.y / 40}, 3, 3)));
    }

  private:
    std::vector<Stop> sky_{{0.0, hex(0x4f6286)},
                           {0.35, hex(0x7f89a4)},
                           {0.62, hex(0xb3a9b4)},
                           {0.82, hex(0xdcc0b4)},
                           {1.0, hex(0xefd3b8)}};
    Colour glow_ = hex(0xffe9c9);
    Colour mist_ = hex(0xf1d9c4);
    std::vector<Hills> chains_{{388, 92, 260, 0.85, 21}, {424, 78, 190, 0.5, 34}, {458, 64, 150, 0.1, 47}};
};

/// Long low waves that shorten towards the horizon, about -1..1.
double wave_at(Vec p) {
    const double below = p.y - waterline;
    const double nearness = below / (height - waterline);
    return fbm({p.x / (60 + 150 * nearness), 150 * std::log1p(below / 24) / 16}, 3, 77);
}

Colour water(const Shore& shore, Vec p) {
    const double below = p.y - waterline;
    const double nearness = below / (height - waterline);
    const double wave = wave_at(p);
    const Vec mirrored{p.x + wave * (2 + 12 * nearness), waterline - 0.84 * below + wave * 15 * nearness};
    Colour c = mix(shore.at(mirrored), hex(0x4b5f80), 0.10 + 0.30 * nearness);
    const double off_path = std::abs(p.x - moon.x + 14 * wave) / (26 + 120 * nearness);
    const double glitter = smoothstep(-0.25, 0.75, wave) * std::exp(-off_path * off_path);
    c = c + 0.32 * glitter * (1 - 0.45 * nearness) * hex(0xffe7c4);
    return mix(c, hex(0xf1d9c4), 0.7 * std::exp(-below / 22));
}

/// A small sloop in units of its length: x ahead of the middle, y up from the waterline.
Colour sloop(Colour behind, Vec at, double strength) {
    const auto [x, y] = at;
    const double sheer = 0.105 + 0.06 * x * x + 0.02 * x;
    const bool hull = y > -0.03 && y < sheer && x > -0.46 - 0.28 * (y - 0.06) && x < 0.44 + 0.55 * y;
    const bool mast = std::abs(x - 0.06) < 0.007 && y > 0 && y < 1.36;
    const bool boom = std::abs(y - 0.185) < 0.008 && x < 0.06 && x > -0.44;
    if (hull || mast || boom) return mix(behind, hex(0x2b3247), 0.9 * strength);

    const double belly = 0.045 * std::sin(std::numbers::pi * std::clamp((y - 0.2) / 1.1, 0.0, 1.0));
    const double leech = 0.04 - 0.42 * (1 - (y - 0.205) / 1.105) - belly;
    if (y > 0.205 && y < 1.31 && x < 0.045 && x > leech)
        return mix(behind, mix(hex(0xb98f7d), hex(0xf6e3cd), 0.2 + 0.6 * y), 0.85 * strength);
    const double stay = 0.085 + 0.40 * (1 - (y - 0.17) / 0.95) + 0.6 * belly;
    if (y > 0.17 && y < 1.12 && x > 0.085 && x < stay)
        return mix(behind, mix(hex(0x9d7f7a), hex(0xe8cdb9), 0.15 + 0.6 * y), 0.85 * strength);
    return behind;
}

void paint_sloop(Canvas& canvas, Vec foot, double boat_length) {
    const Vec reach{0.8 * boat_length, 1.5 * boat_length};
    canvas.paint({foot - reach, {foot.x + reach.x, foot.y + 4}}, [&](Vec p, Colour there) {
        return sloop(there, {(p.x - foot.x) / boat_length, (foot.y - p.y) / boat_length}, 1);
    });
    canvas.paint({{foot.x - reach.x, foot.y + 3}, foot + reach}, [&](Vec p, Colour there) {
        const double down = p.y - foot.y;
        const double x = p.x + 9 * wave_at(p) - foot.x;
        return sloop(there, {x / boat_length, down / boat_length}, 0.5 * std::exp(-down / 90));
    });
}

/// A bird far off: two bent wings.
void paint_bird(Canvas& canvas, Vec at, double span, double lift) {
    const Vec reach{span, span};
    canvas.paint({at - reach, at + reach}, [&](Vec p, Colour there) {
        const double x = std::abs(p.x - at.x) / span;
        const double wing = -lift * std::sqrt(x) + 0.75 * lift * x * x;
        const double thick = 0.03 + 0.085 * (1 - x);
        return x < 1 && std::abs((p.y - at.y) / span - wing) < thick ? mix(there, hex(0x2f3850), 0.75)
                                                                     : there;
    });
}

}  // namespace

Canvas mist() {
    const Shore shore;
    Canvas canvas(width, height);
    canvas.shade(1, [&](Vec p) { return p.y < waterline ? shore.at(p) : water(shore, p); });
    paint_sloop(canvas, {372, 520}, 118);
    paint_bird(canvas, {520, 176}, 9, 0.32);
    paint_bird(canvas, {556, 160}, 8, 0.38);
    paint_bird(canvas, {585, 187}, 7, 0.42);
    paint_bird(canvas, {640, 148}, 6, 0.32);
    paint_bird(canvas, {489, 204}, 5, 0.38);
    return canvas;
}

}  // namespace assets
