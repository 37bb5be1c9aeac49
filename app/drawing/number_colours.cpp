#include "app/drawing/number_colours.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace siftscope {
namespace {

using palette::Colour;

Colour mixed(Colour a, Colour b, double t) {
    const auto part = [t](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * t));
    };
    return {part(a.red, b.red), part(a.green, b.green), part(a.blue, b.blue)};
}

struct Diverging {
    Colour far_below, below, zero, above, far_above;
};

// On dark paper zero is dark, too: a map that is zero nearly everywhere stays calm.
constexpr Diverging dark{
    {0x92, 0xC5, 0xF7}, {0x2F, 0x74, 0xC0}, {0x26, 0x2A, 0x31}, {0xC4, 0x4E, 0x38}, {0xFD, 0xB8, 0x9A}};
constexpr Diverging bright{
    {0x05, 0x30, 0x61}, {0x67, 0xA9, 0xCF}, {0xF7, 0xF7, 0xF7}, {0xEF, 0x8A, 0x62}, {0x67, 0x00, 0x1F}};

Colour diverging(double share, bool on_dark) {
    const Diverging& ends = on_dark ? dark : bright;
    const double signed_share = 2 * share - 1, strength = std::abs(signed_share);
    const Colour near = signed_share < 0 ? ends.below : ends.above;
    const Colour far = signed_share < 0 ? ends.far_below : ends.far_above;
    constexpr double knee = 0.5;
    return strength < knee ? mixed(ends.zero, near, strength / knee)
                           : mixed(near, far, (strength - knee) / (1 - knee));
}

}  // namespace

double NumberRange::share(double value) const {
    if (!(high > low)) return 0.5;
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

Colour number_colour(double share, bool about_zero, bool on_dark) {
    if (about_zero) return diverging(share, on_dark);
    return on_dark ? mixed({0x23, 0x27, 0x2E}, {0x6A, 0x75, 0x86}, share)
                   : mixed({0xB4, 0xBD, 0xCA}, {0xFC, 0xFC, 0xFD}, share);
}

Colour picture_colour(double share, bool about_zero, bool on_dark) {
    if (about_zero) return diverging(share, on_dark);
    const auto grey = static_cast<std::uint8_t>(std::lround(255 * share));
    return {grey, grey, grey};
}

Colour ink_on(Colour paper) {
    // Rec. 601 luma.
    const double luma = 0.299 * paper.red + 0.587 * paper.green + 0.114 * paper.blue;
    return luma > 140 ? Colour{0x14, 0x17, 0x1C} : Colour{0xF2, 0xF4, 0xF7};
}

}  // namespace siftscope
