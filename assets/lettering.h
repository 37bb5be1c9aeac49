#pragma once

#include <string_view>
#include <vector>

#include "assets/canvas.h"

namespace assets {

/// A line of capitals, digits and a few signs, drawn with bars and arcs of one stroke width in the manner of
/// engineering lettering, so that no font file decides what the pictures look like.
class Lettering {
  public:
    struct Style {
        double height = 10;      ///< of a capital, pixels
        double stroke = 0.15;    ///< of the height
        double tracking = 0.12;  ///< between letters, of the height
    };

    /// `baseline` is where the first letter's foot stands; the line turns about it by `angle` degrees,
    /// positive = counter-clockwise on screen. Throws std::invalid_argument for a sign it cannot draw.
    Lettering(std::string_view text, Vec baseline, Style style, double angle = 0);

    [[nodiscard]] bool contains(Vec p) const;
    /// What holds every letter.
    [[nodiscard]] Box bounds() const;
    /// Length of the line in pixels, without tracking after the last letter.
    [[nodiscard]] double width() const { return width_ * style_.height; }

  private:
    /// A part of a letter, in units of the capital height, y down from the cap line.
    struct Part {
        std::vector<Vec> polygon;  ///< convex, clockwise on screen; empty for an arc
        Vec centre;                ///< of the arc
        double outer = 0;
        double inner = 0;
        double from = 0;  ///< degrees from +x towards +y, from < to
        double to = 0;
        double left = 0;  ///< extent, to skip it quickly
        double right = 0;

        [[nodiscard]] bool contains(Vec p) const;
    };
    class Pen;

    Vec baseline_;
    Style style_;
    double cosine_;
    double sine_;
    double width_ = 0;
    std::vector<Part> parts_;
};

}  // namespace assets
