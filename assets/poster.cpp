#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <string_view>

#include "assets/lettering.h"
#include "assets/noise.h"
#include "assets/pictures.h"

namespace assets {
namespace {

constexpr int width = 768;
constexpr int height = 1024;
constexpr double margin = 48;
constexpr double degree = std::numbers::pi / 180;
constexpr Vec pivot{446, 414};  // of the rings and the dial
constexpr double rim = 330;     // of the dial

struct Inks {
    Colour black = hex(0x1d1c22);
    Colour red = hex(0xe23d28);
    Colour blue = hex(0x1b5fa8);
    Colour ochre = hex(0xf3ab2a);
    Colour teal = hex(0x2a9d8f);
};

/// Unit vector at `angle` degrees, counter-clockwise on screen from +x.
Vec towards(double angle) {
    return {std::cos(angle * degree), -std::sin(angle * degree)};
}

/// Distance from the pivot and angle as `towards` counts it, in [0, 360).
struct Polar {
    double radius;
    double angle;
};
Polar polar(Vec p) {
    const double angle = std::atan2(pivot.y - p.y, p.x - pivot.x) / degree;
    return {length(p - pivot), angle < 0 ? angle + 360 : angle};
}

Box about(Vec centre, double radius) {
    return {centre - Vec{radius, radius}, centre + Vec{radius, radius}};
}

void print(Canvas& canvas, const Lettering& letters, Colour ink) {
    canvas.print(letters.bounds(), ink, [&](Vec p) { return letters.contains(p); });
}

/// A band of a circle about the pivot, from one angle counter-clockwise to another.
void print_band(Canvas& canvas, double inner, double outer, double from, double sweep, Colour ink) {
    canvas.print(about(pivot, outer), ink, [&](Vec p) {
        const auto [radius, angle] = polar(p);
        return radius >= inner && radius < outer && std::fmod(angle - from + 720, 360.0) < sweep;
    });
}

/// Widths grow as 1 : 2 : 4 : 8, and every band starts a multiple of 15 degrees further on.
void print_rings(Canvas& canvas, const Inks& inks) {
    print_band(canvas, 0, 16, 0, 360, inks.red);
    print_band(canvas, 30, 38, 75, 255, inks.black);
    print_band(canvas, 47, 64, 210, 225, inks.ochre);
    print_band(canvas, 73, 81, 330, 270, inks.black);
    print_band(canvas, 91, 125, 15, 210, inks.blue);
    print_band(canvas, 91, 125, 240, 105, inks.red);
    print_band(canvas, 136, 144, 120, 300, inks.black);
    print_band(canvas, 156, 224, 150, 165, inks.teal);
    print_band(canvas, 156, 224, 330, 120, inks.ochre);
    print_band(canvas, 236, 244, 255, 240, inks.black);
    print_band(canvas, 258, 311, 60, 150, inks.red);
    print_band(canvas, 258, 311, 285, 75, inks.blue);
}

/// A protractor: longer marks at every tenth and thirtieth degree, a number at the last.
void print_dial(Canvas& canvas, Colour ink) {
    canvas.print(about(pivot, rim + 26), ink, [](Vec p) {
        const auto [radius, angle] = polar(p);
        const double nearest = 5 * std::round(angle / 5);
        const int mark = static_cast<int>(nearest) % 360;
        const double reach = mark % 30 == 0 ? 24 : mark % 10 == 0 ? 15 : 8;
        const double half_width = mark % 30 == 0 ? 1.6 : 1.0;
        return radius > rim && radius < rim + reach &&
               std::abs(angle - nearest) * degree * radius < half_width;
    });
    const Lettering::Style numeral{12.5, 0.15, 0.16};
    for (int mark = 0; mark < 360; mark += 30) {
        const std::string label = std::to_string(mark) + "^";
        const double turn = mark - 90.0;  // feet towards the pivot
        const double half = Lettering(label, {}, numeral).width() / 2;
        print(canvas, {label, pivot + (rim + 31) * towards(mark) + (-half) * towards(turn), numeral, turn},
              ink);
    }
}

/// A field of leaves that grow towards the lower right and turn on the way. (Round dots would have no
/// direction of their own, and then rounding errors choose the orientation of a keypoint.)
void print_leaves(Canvas& canvas, Vec corner, Colour ink) {
    constexpr double pitch = 18.5;
    constexpr int columns = 8;
    constexpr int rows = 8;
    for (int j = 1; j <= rows; ++j)
        for (int i = 1; i <= columns; ++i) {
            const double reach = (2.2 + 7.0 * i / columns * j / rows) * (0.75 + 0.5 * uniform(i, j, 17));
            const Vec centre = corner + pitch * Vec{i - 0.5, j - 0.5};
            const Vec along = towards(15.0 * (i - 1) + 11.0 * (j - 1));
            canvas.print(about(centre, reach), ink, [&](Vec p) {
                const double x = dot(p - centre, along) / reach;
                const double y = (along.x * (p.y - centre.y) - along.y * (p.x - centre.x)) / reach;
                // Blunt at one end, pointed at the other.
                return std::abs(x) < 1 && std::abs(y) < 0.62 * (1 - x * x) * (1 - 0.45 * x);
            });
        }
}

/// Old print: the ink is worn off in spots, and the paper has darker flecks.
void wear(Canvas& canvas, Colour paper) {
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Vec p{x + 0.5, y + 0.5};
            const double patch = fbm(1.0 / 70 * p, 3, 401);
            const double spot = fbm(1.0 / 7.5 * p, 3, 411) + 0.25 * patch;
            const double fleck = fbm(1.0 / 8.5 * p, 2, 421);
            Colour& c = canvas.at(x, y);
            c = mix(c, paper, 0.6 * smoothstep(0.5, 0.84, spot));
            c = (1 - 0.17 * smoothstep(0.62, 0.95, fleck)) * c;
        }
}

/// A square with a notch in one corner, turned by `angle`: one can see how far.
void print_turned_square(Canvas& canvas, Vec centre, double half_side, double angle, Colour ink) {
    const Vec across = towards(angle);
    const Vec down = towards(angle - 90);
    canvas.print(about(centre, 1.5 * half_side), ink, [&](Vec p) {
        const Vec q = 1 / half_side * Vec{dot(p - centre, across), dot(p - centre, down)};
        const bool notch = q.x > 0.1 && q.x < 0.7 && q.y < -0.1 && q.y > -0.7;
        return std::max(std::abs(q.x), std::abs(q.y)) < 1 && !notch;
    });
}

void print_block(Canvas& canvas, std::initializer_list<std::string_view> lines, Vec baseline,
                 const Lettering::Style& style, Colour ink) {
    for (std::string_view line : lines) {
        print(canvas, {line, baseline, style}, ink);
        baseline.y += 1.56 * style.height;
    }
}

}  // namespace

Canvas poster() {
    const Inks inks;
    Canvas canvas(width, height);
    const Colour paper = hex(0xf4eddf);
    canvas.shade(1, [&](Vec) { return paper; });

    print_rings(canvas, inks);
    print_dial(canvas, inks.black);

    const Lettering::Style display{196, 0.165, 0.1};
    const Vec foot{margin - 2, 910};
    print(canvas, {"TURN", foot, display, 30}, inks.ochre);
    print(canvas, {"TURN", foot, display}, inks.black);

    constexpr double right_column = 572;
    const Lettering::Style heading{13.5, 0.14, 0.2};
    const Lettering::Style caption{8.6, 0.15, 0.22};
    print_block(canvas, {"SCALE", "INVARIANT", "FEATURE", "TRANSFORM"}, {margin, 61}, heading, inks.black);
    print_block(canvas, {"WHAT STAYS", "WHEN IT TURNS"}, {right_column, 796}, heading, inks.red);
    print_leaves(canvas, {right_column, 762 + 66}, inks.blue);
    for (int i = 0; i < 7; ++i) {
        const Vec centre{margin + 10 + 72.0 * i, 966};
        print_turned_square(canvas, centre, 9, 15.0 * i, i == 2 ? inks.red : inks.black);
        print(canvas, {std::to_string(15 * i) + "^", centre + Vec{16, 4.5}, caption}, inks.black);
    }
    print_block(canvas, {"PLATE 1 OF 4", "SIFTSCOPE"}, {right_column + 76, 40 + 13}, caption, inks.black);
    wear(canvas, paper);
    return canvas;
}

}  // namespace assets
