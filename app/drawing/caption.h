#pragma once

#include <string>
#include <vector>

#include "app/drawing/palette.h"
#include "app/drawing/scene.h"

namespace siftscope {

/// The sign before a legend's entry: how the thing looks in the picture.
enum class Swatch {
    none,
    line,          ///< a line with rings at its ends
    crossed_line,  ///< a line with crosses at its ends
    ring,
    ring_with_tick,
};

/// One entry of a caption: a sign and a few words that stay together.
struct CaptionEntry {
    std::string text{};
    palette::Colour colour = palette::ink;
    bool bold = false;
    bool begins_line = false;
    Swatch swatch = Swatch::none;
    palette::Colour swatch_colour{};
};

/// Lays the entries out from left to right in as many lines as `width` asks for, below `top`, and appends
/// them to the scene. An entry that is wider than a line is broken at its blanks.
///
///   cap_height  height of capitals; all distances follow from it; pixels
///   returns     the bottom of the last line, pixels
double add_caption(scene::Scene& scene, const std::vector<CaptionEntry>& entries, double left, double top,
                   double width, double cap_height);

/// Both ends of a cross of the given arm length through `centre`: two lines.
void append_cross(std::vector<Polyline>& lines, sift::Point centre, double arm);

/// `text` shortened in its middle until it is no wider than `width`.
[[nodiscard]] std::string shortened(const std::string& text, double width, double cap_height);

}  // namespace siftscope
