#include "app/drawing/palette.h"

#include <array>
#include <cmath>
#include <string>

#include "tests/support/catch.h"

using namespace siftscope;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple scaled_by(const Matrix& m, const Triple& v) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k) result[i] += m[i][k] * v[k];
    return result;
}

Triple linear(palette::Colour c) {
    const auto channel = [](std::uint8_t value) {
        const double s = value / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return {channel(c.red), channel(c.green), channel(c.blue)};
}

/// CIELAB of linear sRGB, white D65 (IEC 61966-2-1, CIE 15).
Triple lab(const Triple& rgb) {
    const Matrix xyz_from_rgb{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
    const Triple xyz = scaled_by(xyz_from_rgb, rgb);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f(xyz[0] / 0.9505), y = f(xyz[1]), z = f(xyz[2] / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(palette::Colour a, palette::Colour b, const Matrix& vision) {
    const Triple p = lab(scaled_by(vision, linear(a))), q = lab(scaled_by(vision, linear(b)));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

}  // namespace

TEST_CASE("palette: right, wrong and kept differ for every kind of colour vision", "[drawing]") {
    // Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
    // Deficiency", severity 1.0, on linear RGB.
    const std::array<std::pair<std::string, Matrix>, 4> visions{
        {{"full", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
         {"protan",
          {{{0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}}}},
         {"deutan",
          {{{0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}}}},
         {"tritan",
          {{{1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}}}}}};
    for (const auto& [name, vision] : visions) {
        CAPTURE(name);
        // A difference of 2.3 is just noticeable; lines a pixel wide on a photograph need far more.
        CHECK(difference(palette::right, palette::wrong, vision) > 40);
        CHECK(difference(palette::right, palette::kept, vision) > 25);
        CHECK(difference(palette::wrong, palette::kept, vision) > 25);
        CHECK(difference(palette::right, palette::not_visible, vision) > 15);
        CHECK(difference(palette::wrong, palette::not_visible, vision) > 15);
        CHECK(difference(palette::ink, palette::paper, vision) > 70);
        CHECK(difference(palette::faint_ink, palette::paper, vision) > 50);
    }
}
