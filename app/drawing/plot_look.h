#pragma once

#include <array>
#include <cstddef>

#include "app/drawing/palette.h"

// How the series of a plot are told apart: by colour, by dashes and by marks, on paper and in the window.

namespace siftscope::plot {

enum class Mark { none, ring, cross, dot };

struct Look {
    palette::Colour colour;  ///< on white paper
    double width;
    double dash;
    Mark mark;
};

/// Colours of Okabe and Ito 2008 that hold on white.
inline constexpr std::array<Look, 4> looks{{
    {{0x00, 0x72, 0xB2}, 2.6, 0, Mark::dot},    // blue
    {{0x00, 0x9E, 0x73}, 2.0, 6, Mark::ring},   // bluish green, dashed
    {{0xD5, 0x5E, 0x00}, 2.6, 0, Mark::cross},  // vermillion
    {{0xCC, 0x79, 0xA7}, 2.0, 2, Mark::ring},   // reddish purple, dotted
}};

/// The look of a style's number, as Series::style has it.
[[nodiscard]] constexpr const Look& look_of(std::size_t style) {
    return looks[style % looks.size()];
}

}  // namespace siftscope::plot
