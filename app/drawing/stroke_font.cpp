#include "app/drawing/stroke_font.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <utility>

#include "app/model/utf8.h"

namespace siftscope {
namespace {

// Units: a capital is 14 high, a small letter 10, the baseline is 0, y up. A glyph is strokes between
// semicolons; a stroke is points "x,y" and arcs "(cx,cy,rx,ry,from,to)", angles in degrees,
// counter-clockwise.
struct Drawing {
    char32_t code;
    const char* strokes;
};

constexpr double capital = 14;
constexpr double spacing = 3.2;    // between two glyphs
constexpr double blank_width = 3;  // of a blank, besides the spacing

constexpr Drawing drawings[] = {
    {U'!', "1,14 1,4.5;1,0.4 1,0.1"},
    {U'"', "0,14 0,10;3,14 3,10"},
    {U'#', "3,14 1.5,0;8,14 6.5,0;0.6,9.5 9.5,9.5;0,4.5 8.9,4.5"},
    {U'$', "4,16 4,-2;(4,10.4,3.9,3.5,35,270) (4,3.5,4,3.5,90,-145)"},
    {U'%', "(2.5,11,2.5,3,0,360);(9.5,3,2.5,3,0,360);10,14 2,0"},
    {U'&', "10,0 2.2,9 (4.5,11,2.8,3,210,-30) (4,4,4,4,120,320) 9.6,6"},
    {U'\'', "0,14 0,10"},
    {U'(', "(7,6,7,9.5,115,245)"},
    {U')', "(-3,6,7,9.5,65,-65)"},
    {U'*', "3.5,14 3.5,7;0.5,12.2 6.5,8.8;6.5,12.2 0.5,8.8"},
    {U'+', "4,10 4,2;0,6 8,6"},
    {U',', "1.2,0.4 1.2,-0.2 0.2,-2.8"},
    {U'-', "0,5.5 5,5.5"},
    {U'.', "0.5,0.4 0.5,0.1"},
    {U'/', "0,-1.5 5.5,15"},
    {U'0', "(4,10,4,4,0,180) 0,4 (4,4,4,4,180,360) 8,10"},
    {U'1', "1.2,11.2 4.8,14 4.8,0"},
    {U'2', "(4,10,4,4,170,-30) 0,0 8,0"},
    {U'3', "(4,10.6,3.6,3.4,155,-90) (3.8,3.6,4.2,3.6,90,-155);2.6,7.2 4,7.2"},
    {U'4', "6.2,0 6.2,14 0,4 8.6,4"},
    {U'5', "7.4,14 1.2,14 0.7,7.7 (3.9,4.6,4.1,4.6,125,-150)"},
    {U'6', "(7.8,6,7.6,9,115,175) 0.2,4.6;(4.1,4.5,4,4.5,0,360)"},
    {U'7', "0,14 8,14 2.8,0"},
    {U'8', "(4,10.7,3.4,3.3,0,360);(4,3.7,4,3.7,0,360)"},
    {U'9', "(3.9,9.5,4,4.5,0,360);7.9,9.4 (0.2,8,7.6,9,-5,-65)"},
    {U':', "0.5,9 0.5,8.7;0.5,0.4 0.5,0.1"},
    {U';', "0.9,9 0.9,8.7;1.2,0.4 1.2,-0.2 0.2,-2.8"},
    {U'<', "7,10.5 0,6 7,1.5"},
    {U'=', "0,8 8,8;0,4 8,4"},
    {U'>', "0,10.5 7,6 0,1.5"},
    {U'?', "(3.5,10.6,3.5,3.4,165,-50) 3.5,5.6 3.5,4.2;3.5,0.4 3.5,0.1"},
    {U'@', "(6.5,5.5,2.8,3,0,360);9.3,8.5 9.3,4.5 (11,4.5,1.7,2,180,330);(6.5,5.5,6.3,7.5,-15,300)"},
    {U'A', "0,0 5,14 10,0;1.8,5 8.2,5"},
    {U'B', "0,7.2 4.5,7.2 (4.5,3.6,3.9,3.6,90,-90) 0,0 0,14 4,14 (4.2,10.6,3.4,3.4,90,-90)"},
    {U'C', "(6,7,6,7,50,310)"},
    {U'D', "0,0 0,14 3,14 (3,7,6.4,7,90,-90) 0,0"},
    {U'E', "7.4,14 0,14 0,0 7.4,0;0,7.2 6.6,7.2"},
    {U'F', "7.4,14 0,14 0,0;0,7 6.4,7"},
    {U'G', "(6,7,6,7,50,360) 7,7"},
    {U'H', "0,14 0,0;9,14 9,0;0,7.2 9,7.2"},
    {U'I', "0,14 0,0"},
    {U'J', "5.6,14 5.6,3.6 (2.8,3.6,2.8,3.6,0,-140)"},
    {U'K', "0,14 0,0;8.6,14 0,5.4;3,8.3 9,0"},
    {U'L', "0,14 0,0 7,0"},
    {U'M', "0,0 0,14 5.5,5 11,14 11,0"},
    {U'N', "0,0 0,14 9.4,0 9.4,14"},
    {U'O', "(6.4,7,6.4,7,0,360)"},
    {U'P', "0,0 0,14 4.4,14 (4.4,10.2,3.9,3.8,90,-90) 0,6.4"},
    {U'Q', "(6.4,7,6.4,7,0,360);8.2,4 12.4,-0.8"},
    {U'R', "0,0 0,14 4.4,14 (4.4,10.2,3.8,3.8,90,-90) 0,6.4;4.6,6.4 8.8,0"},
    {U'S', "(4.2,10.5,3.9,3.5,30,270) (4.2,3.5,4.2,3.5,90,-150)"},
    {U'T', "0,14 9.4,14;4.7,14 4.7,0"},
    {U'U', "0,14 0,4.6 (4.5,4.6,4.5,4.6,180,360) 9,14"},
    {U'V', "0,14 5,0 10,14"},
    {U'W', "0,14 3.7,0 7.2,12.5 10.7,0 14.4,14"},
    {U'X', "0,14 9,0;9,14 0,0"},
    {U'Y', "0,14 4.8,6.8 9.6,14;4.8,6.8 4.8,0"},
    {U'Z', "0,14 8.6,14 0,0 8.8,0"},
    {U'[', "3,15 0,15 0,-2.5 3,-2.5"},
    {U'\\', "0,15 5.5,-1.5"},
    {U']', "0,15 3,15 3,-2.5 0,-2.5"},
    {U'^', "0,9 3.5,14 7,9"},
    {U'_', "0,-2 8,-2"},
    {U'`', "0,14.5 2,11.8"},
    {U'a', "(4,5,4,5,0,360);8,10 8,0"},
    {U'b', "0,14 0,0;(4,5,4,5,0,360)"},
    {U'c', "(4.4,5,4.4,5,48,312)"},
    {U'd', "(4,5,4,5,0,360);8,14 8,0"},
    {U'e', "0.1,5.2 8.2,5.2 (4.1,5,4.1,5,3,318)"},
    {U'f', "2,0 2,10.8 (5,10.8,3,3.2,180,85);0,9.4 4.8,9.4"},
    {U'g', "(4,5,4,5,0,360);8,10 8,-0.4 (4,-0.4,4,3.6,0,-145)"},
    {U'h', "0,14 0,0;0,6.3 (3.6,6.3,3.6,3.7,180,0) 7.2,0"},
    {U'i', "0.3,10 0.3,0;0.3,13.7 0.3,13.5"},
    {U'j', "2.4,10 2.4,-1.4 (0.2,-1.4,2.2,2.4,0,-95);2.4,13.7 2.4,13.5"},
    {U'k', "0,14 0,0;6.8,10 0,3.8;2.6,6.2 7.2,0"},
    {U'l', "0,14 0,2.4 (2.2,2.4,2.2,2.4,180,285)"},
    {U'm', "0,10 0,0;0,6.7 (3,6.7,3,3.3,180,0) 6,0;6,6.7 (9,6.7,3,3.3,180,0) 12,0"},
    {U'n', "0,10 0,0;0,6.3 (3.6,6.3,3.6,3.7,180,0) 7.2,0"},
    {U'o', "(4.2,5,4.2,5,0,360)"},
    {U'p', "0,10 0,-4;(4,5,4,5,0,360)"},
    {U'q', "(4,5,4,5,0,360);8,10 8,-4"},
    {U'r', "0,10 0,0;0,6 (3.8,6,3.8,4,180,80)"},
    {U's', "(3.3,7.5,3,2.5,35,270) (3.3,2.5,3.3,2.5,90,-150)"},
    {U't', "2.2,13.2 2.2,2.8 (4.8,2.8,2.6,2.8,180,285);0,9.8 5.2,9.8"},
    {U'u', "0,10 0,3.7 (3.6,3.7,3.6,3.7,180,360) 7.2,10;7.2,10 7.2,0"},
    {U'v', "0,10 3.8,0 7.6,10"},
    {U'w', "0,10 2.9,0 5.7,9 8.5,0 11.4,10"},
    {U'x', "0,10 7,0;7,10 0,0"},
    {U'y', "0,10 3.9,0.2;7.6,10 2.6,-4"},
    {U'z', "0,10 6.8,10 0,0 7,0"},
    {U'{',
     "(3.5,13,2,2,90,180) 1.5,8.3 (0,8.3,1.5,2,0,-90);0,6.3 (0,4.3,1.5,2,90,0) 1.5,-0.5 "
     "(3.5,-0.5,2,2,180,270)"},
    {U'|', "0,15 0,-3"},
    {U'}',
     "(0,13,2,2,90,0) 2,8.3 (3.5,8.3,1.5,2,180,270);3.5,6.3 (3.5,4.3,1.5,2,90,180) 2,-0.5 "
     "(0,-0.5,2,2,0,-90)"},
    {U'~', "(2,5.2,2,1.8,180,0);(6,5.4,2,1.8,180,360)"},
    {U'\u00B0', "(2,12,2,2,0,360)"},
    {U'\u00B1', "4,12 4,5;0,8.5 8,8.5;0,1 8,1"},
    {U'\u00B7', "0.5,5.9 0.5,5.6"},
    {U'\u00D7', "0.5,9.5 7.5,2.5;7.5,9.5 0.5,2.5"},
    {U'\uFFFD', "0,0 0,12 7,12 7,0 0,0"},
};

struct Glyph {
    std::vector<Polyline> strokes;  // units, y up
    double width = 0;               // units
};

// The numbers at `at`, which it is moved past; the drawings above are the only input there is.
std::array<double, 6> read_numbers(const char*& at, std::size_t count) {
    std::array<double, 6> numbers{};
    for (std::size_t i = 0; i < count; ++i) {
        // The drawings hold digits, a sign and a point: read by hand, as strtod would heed the locale.
        double sign = 1;
        if (*at == '-') {
            sign = -1;
            ++at;
        }
        double value = 0;
        for (; *at >= '0' && *at <= '9'; ++at) value = 10 * value + (*at - '0');
        if (*at == '.') {
            double place = 0.1;
            for (++at; *at >= '0' && *at <= '9'; ++at, place /= 10) value += place * (*at - '0');
        }
        numbers[i] = sign * value;
        if (*at == ',' || *at == ')') ++at;
    }
    return numbers;
}

void append_arc(Polyline& stroke, const std::array<double, 6>& arc) {
    const auto [cx, cy, rx, ry, from, to] = arc;
    const int steps = std::max(4, static_cast<int>(std::ceil(std::abs(to - from) / 9)));
    for (int i = 0; i <= steps; ++i) {
        const double angle = (from + (to - from) * i / steps) * std::numbers::pi / 180;
        stroke.push_back({cx + rx * std::cos(angle), cy + ry * std::sin(angle)});
    }
}

Glyph parse(const char* drawing) {
    Glyph glyph;
    glyph.strokes.emplace_back();
    for (const char* at = drawing; *at != '\0';) {
        if (*at == ' ') {
            ++at;
        } else if (*at == ';') {
            ++at;
            glyph.strokes.emplace_back();
        } else if (*at == '(') {
            ++at;
            append_arc(glyph.strokes.back(), read_numbers(at, 6));
        } else {
            const auto numbers = read_numbers(at, 2);
            glyph.strokes.back().push_back({numbers[0], numbers[1]});
        }
    }
    double left = glyph.strokes.front().front().x;
    double right = left;
    for (const Polyline& stroke : glyph.strokes)
        for (const sift::Point& point : stroke) {
            left = std::min(left, point.x);
            right = std::max(right, point.x);
        }
    for (Polyline& stroke : glyph.strokes)
        for (sift::Point& point : stroke) point.x -= left;
    glyph.width = right - left;
    return glyph;
}

/// Centres the glyph in `width`.
void widen(Glyph& glyph, double width) {
    for (Polyline& stroke : glyph.strokes)
        for (sift::Point& point : stroke) point.x += (width - glyph.width) / 2;
    glyph.width = width;
}

const Glyph& glyph_of(char32_t code) {
    static const std::map<char32_t, Glyph> glyphs = [] {
        std::map<char32_t, Glyph> parsed;
        for (const Drawing& drawing : drawings) parsed.emplace(drawing.code, parse(drawing.strokes));
        // Digits as wide as each other, so that figures stand under figures.
        for (char32_t digit = U'0'; digit <= U'9'; ++digit) widen(parsed[digit], 8.4);
        parsed[U' '] = {{}, blank_width};
        return parsed;
    }();
    const auto found = glyphs.find(code);
    return found != glyphs.end() ? found->second : glyphs.at(U'\uFFFD');
}

}  // namespace

std::vector<Polyline> text_strokes(std::string_view text, sift::Point baseline, double cap_height) {
    const double unit = cap_height / capital;
    std::vector<Polyline> strokes;
    double x = baseline.x + spacing / 2 * unit;
    for (const char32_t code : decode_utf8(text)) {
        const Glyph& glyph = glyph_of(code);
        for (Polyline stroke : glyph.strokes) {
            for (sift::Point& point : stroke) point = {x + point.x * unit, baseline.y - point.y * unit};
            strokes.push_back(std::move(stroke));
        }
        x += (glyph.width + spacing) * unit;
    }
    return strokes;
}

double text_width(std::string_view text, double cap_height) {
    double units = 0;
    for (const char32_t code : decode_utf8(text)) units += glyph_of(code).width + spacing;
    return units * cap_height / capital;
}

}  // namespace siftscope
