#pragma once

#include <array>

#include "app/drawing/palette.h"

namespace siftscope {

/// From which number to which the colours of a tensor run.
struct NumberRange {
    double low = 0, high = 1;
    bool about_zero = false;  ///< diverging: low = -high, zero has the neutral colour
    bool clipped = false;     ///< numbers beyond it exist and have the end's colour

    /// Where `value` lies: 0 at low, 1 at high, clamped; 0.5 when there is no extent.
    [[nodiscard]] double share(double value) const;
};

/// The colour at a share of the range, on dark or on bright paper. Diverging: blue below zero, red above,
/// which people with any colour vision tell apart (after ColorBrewer's RdBu; Harrower and Brewer 2003);
/// otherwise from dark to bright.
[[nodiscard]] palette::Colour number_colour(double share, bool about_zero, bool on_dark);

/// The same for pictures, where dark is black and bright is white.
[[nodiscard]] palette::Colour picture_colour(double share, bool about_zero, bool on_dark);

/// Ink that can be read on `paper`.
[[nodiscard]] palette::Colour ink_on(palette::Colour paper);

}  // namespace siftscope
