#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sift/geometry/point.h"

namespace siftscope {

/// A line through points, to be drawn with round ends and joints.
using Polyline = std::vector<sift::Point>;

/// The strokes of `text` in a plain rounded sans-serif of our own: the same picture on every machine,
/// whatever fonts it has. UTF-8 in; printable ASCII and a few signs (degree, plus-minus, times, dot) have
/// glyphs, the rest shows as an open box.
///
///   baseline    left end of the baseline, pixels, y down
///   cap_height  height of a capital, pixels
[[nodiscard]] std::vector<Polyline> text_strokes(std::string_view text, sift::Point baseline,
                                                 double cap_height);

/// The advance of `text`, pixels.
[[nodiscard]] double text_width(std::string_view text, double cap_height);

}  // namespace siftscope
