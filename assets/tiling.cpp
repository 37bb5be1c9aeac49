#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "assets/noise.h"
#include "assets/pictures.h"

namespace assets {
namespace {

constexpr int width = 1023;
constexpr int height = 767;

// The tiling of dodecagons, hexagons and squares (4.6.12). Its mirrors cut the plane into triangles with
// angles of 30, 60 and 90 degrees, whose corners are the centres of the three kinds of tile. All is drawn in
// one of them; the others are its mirror images.
constexpr double leg = 111.3;  // from the centre of a dodecagon to that of a square, pixels
constexpr double tan30 = 1 / std::numbers::sqrt3;

/// Where a point of the plane lies in the triangle.
struct Folded {
    Vec p;
    bool mirrored = false;
    std::array<double, 4> turn{1, 0, 0, 1};  ///< p = turn (point - origin), an orthogonal matrix by rows

    void reflect(Vec normal, double offset) {
        const double beyond = dot(normal, p) - offset;
        if (beyond <= 0) return;
        p = p - 2 * beyond * normal;
        mirrored = !mirrored;
        for (int column = 0; column < 2; ++column) {
            double& x = turn[static_cast<std::size_t>(column)];
            double& y = turn[static_cast<std::size_t>(column) + 2];
            const double along = 2 * (normal.x * x + normal.y * y);
            x -= along * normal.x;
            y -= along * normal.y;
        }
    }
    [[nodiscard]] Vec unturned(Vec d) const {
        return {turn[0] * d.x + turn[2] * d.y, turn[1] * d.x + turn[3] * d.y};
    }
};

Folded fold(Vec p) {
    // Whole periods first, then the mirrors.
    const double row = std::round(p.y / (std::numbers::sqrt3 * leg));
    p = p - row * Vec{leg, std::numbers::sqrt3 * leg};
    p.x -= 2 * leg * std::round(p.x / (2 * leg));
    Folded folded{p};
    for (int i = 0; i < 20; ++i) {
        const Vec before = folded.p;
        folded.reflect({0, -1}, 0);
        folded.reflect({1, 0}, leg);
        folded.reflect({-0.5, std::numbers::sqrt3 / 2}, 0);
        if (before.x == folded.p.x && before.y == folded.p.y) break;
    }
    return folded;
}

double distance_to_segment(Vec p, Vec a, Vec b) {
    const double t = std::clamp(dot(p - a, b - a) / dot(b - a, b - a), 0.0, 1.0);
    return length(p - a - t * (b - a));
}

/// On which side of the line from a to b: > 0 to the right of it on screen.
double side(Vec p, Vec a, Vec b) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/// A strand of the strapwork about one tile: from the middle of an edge to a bend and to the next edge.
/// Source: Hankin 1925, "The Drawing of Geometric Patterns in Saracenic Art": lines that leave the middle of
/// every edge at one angle, until they meet.
struct Strand {
    Vec centre;  ///< of the tile
    Vec over;    ///< middle of the edge where it passes over (under, in a mirrored triangle)
    Vec under;
    Vec bend;

    Strand(Vec tile, Vec over_at, Vec under_at, Vec corner) : centre(tile), over(over_at), under(under_at) {
        constexpr double contact = 56 * std::numbers::pi / 180;  // between strand and edge
        const Vec inwards = tile - over_at;
        const double at_tile =
            std::acos(dot(inwards, tile - corner) / length(inwards) / length(tile - corner));
        const double at_edge = std::numbers::pi / 2 - contact;
        const double reach = length(inwards) * std::sin(at_edge) / std::sin(at_edge + at_tile);
        bend = tile + reach / length(corner - tile) * (corner - tile);
    }
    /// From the middle line. Beyond the mirrors it goes straight on, there as the strand of a neighbour.
    [[nodiscard]] double distance(Vec p) const {
        return std::min(distance_to_segment(p, over + 0.5 * (over - bend), bend),
                        distance_to_segment(p, bend, under + 0.5 * (under - bend)));
    }
    /// Inside the star that the strands make about the tile.
    [[nodiscard]] bool encloses(Vec p) const {
        const double sense = side(centre, over, bend) > 0 ? 1 : -1;
        return sense * side(p, over, bend) > 0 || sense * side(p, bend, under) > 0;  // dented at the bend
    }
};

struct Pattern {
    Strand dodecagon;
    Strand hexagon;
    Strand square;

    static Pattern make() {
        const Vec a{0, 0};
        const Vec b{leg, leg * tan30};
        const Vec c{leg, 0};
        const double inradius = leg * (1 + tan30 - 2 * tan30) / 2;
        const Vec corner{leg - inradius, inradius};
        const Vec on_ac{corner.x, 0};
        const Vec on_bc{leg, corner.y};
        const Vec on_ab = dot(corner, b) / dot(b, b) * b;
        return {{a, on_ab, on_ac, corner}, {b, on_bc, on_ab, corner}, {c, on_ac, on_bc, corner}};
    }
};

struct Glazes {
    Colour lapis = hex(0x163a78);
    Colour turquoise = hex(0x1f9096);
    Colour gold = hex(0xe2a42c);
    Colour brick = hex(0xb5452c);
    Colour ivory = hex(0xf4e8d0);
    Colour night = hex(0x14203a);
    Colour mortar = hex(0x2a2620);
};

/// A piece of the mosaic: its glaze, the spot that its shade depends on, and how far p is from its rim.
struct Tessera {
    Colour glaze;
    Vec middle;
    double to_rim;
};

/// A star inside another: its glaze, and how far its tips and dents reach (1 = those of the strapwork).
struct Star {
    Colour glaze;
    double tips;
    double dents;
};

/// The piece at p, where p lies in the star that the strapwork makes about a tile: stars within stars, of
/// which the outermost, `ground`, is cut into one piece for each dent.
template <std::size_t N>
Tessera rosette(Vec p, const Strand& strand, Colour ground, const std::array<Star, N>& stars) {
    const Vec to_bend = strand.bend - strand.centre;
    const Vec axis = 1 / length(to_bend) * to_bend;
    // The two halves of the star are mirror images about the line to the bend: fold once more.
    const auto folded = [&](Vec d) { return Vec{dot(d, axis), std::abs(d.x * axis.y - d.y * axis.x)}; };
    const Vec q = folded(p - strand.centre);
    const Vec tip = folded(strand.over - strand.centre);

    Tessera piece{ground, strand.bend, 100};
    // The cuts run from the tips of the largest star to those of the strapwork.
    if (dot(q, tip) > stars[0].tips * dot(tip, tip))
        piece.to_rim = std::abs(side(q, {0, 0}, tip)) / length(tip);
    for (const Star& star : stars) {
        const Vec a = star.tips * tip;
        const Vec b{star.dents * length(to_bend), 0};
        const double inside = side(q, b, a) / length(b - a);
        piece.to_rim = std::min(piece.to_rim, std::abs(inside));
        if (inside > 0) piece = {star.glaze, strand.centre + star.tips * axis, inside};
    }
    return piece;
}

}  // namespace

Canvas tiling() {
    const Pattern pattern = Pattern::make();
    const Glazes glazes;
    constexpr double half_strap = 4.1;
    constexpr double outline = 1.3;
    const Vec origin{width / 2.0 + 4.3, height / 2.0 - 2.6};

    Canvas canvas(width, height);
    canvas.shade(4, [&](Vec point) {
        const Folded folded = fold(point - origin);
        const Vec p = folded.p;

        Tessera tessera{glazes.lapis, pattern.dodecagon.bend, 100};
        if (pattern.dodecagon.encloses(p))
            tessera = rosette(p, pattern.dodecagon, glazes.gold,
                              std::array<Star, 4>{{{glazes.turquoise, 0.8, 0.62},
                                                   {glazes.night, 0.50, 0.41},
                                                   {glazes.ivory, 0.42, 0.30},
                                                   {glazes.brick, 0.16, 0.19}}});
        else if (pattern.hexagon.encloses(p))
            tessera = rosette(p, pattern.hexagon, glazes.ivory,
                              std::array<Star, 2>{{{glazes.brick, 0.76, 0.74}, {glazes.night, 0.2, 0.3}}});
        else if (pattern.square.encloses(p))
            tessera = rosette(p, pattern.square, glazes.turquoise,
                              std::array<Star, 1>{{{glazes.ivory, 0.24, 0.34}}});

        const Vec middle = 0.3 * (point - folded.unturned(p - tessera.middle));
        const double shade = 0.9 + 0.2 * uniform(static_cast<int>(std::lround(middle.x)),
                                                 static_cast<int>(std::lround(middle.y)), 7);
        Colour c = shade * tessera.glaze;
        c = mix(glazes.mortar, c, smoothstep(0.3, 1.0, tessera.to_rim));

        // Two straps cross at the middle of each edge; the one that passes over there is laid last.
        if (std::min({pattern.dodecagon.distance(p), pattern.hexagon.distance(p),
                      pattern.square.distance(p)}) > half_strap + outline)
            return c;
        std::array<const Strand*, 3> strands{&pattern.dodecagon, &pattern.hexagon, &pattern.square};
        const auto height_of = [&](const Strand* strand) {
            const double to_over = length(p - (folded.mirrored ? strand->under : strand->over));
            const double to_under = length(p - (folded.mirrored ? strand->over : strand->under));
            return to_under - to_over;
        };
        std::sort(strands.begin(), strands.end(),
                  [&](const Strand* a, const Strand* b) { return height_of(a) < height_of(b); });
        for (const Strand* strand : strands) {
            const double d = strand->distance(p);
            if (d < half_strap + outline) c = glazes.mortar;
            if (d < half_strap)
                c = mix(glazes.ivory, 0.55 * glazes.ivory, smoothstep(0.45, 1.1, d / half_strap));
        }
        return c;
    });
    return canvas;
}

}  // namespace assets
