#pragma once

#include <string>
#include <vector>

#include "app/views/frame.h"

namespace siftscope {

/// A figure that is always on screen.
struct Figure {
    enum class Tone { plain, good, bad };

    const char* name;     ///< in the widget registry
    const char* label;    ///< what it is
    const char* tooltip;  ///< its definition
    std::string value;    ///< a dash when it is not known
    std::string detail;   ///< smaller, below: what belongs to it
    Tone tone = Tone::plain;
};

/// Keypoints, matches, precision, recall, angles, time of a result; dashes without one.
[[nodiscard]] std::vector<Figure> figures_of(const MatchResult* result);

/// Height that the figures take when they have `width` pixels.
[[nodiscard]] float figures_height(const Frame& frame, float width);

/// Draws them in the current ImGui window.
void figures(Frame& frame);

}  // namespace siftscope
