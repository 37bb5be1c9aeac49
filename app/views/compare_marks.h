#pragma once

#include <span>

#include "app/drawing/palette.h"
#include "app/model/compare_classes.h"
#include "app/window/geometry.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

/// What a class is shown as, in form and in colour: a circle, a diamond, a triangle or a square.
struct CompareMark {
    palette::Colour colour;
    /// The corners about the origin, at distance 1, the first one again at the end; none: a circle.
    std::span<const ScreenPoint> outline;
};

[[nodiscard]] CompareMark mark_of(CompareClass kind);

/// Draws it about `centre` into an ImGui draw list.
void draw_mark(ImDrawList* draw, CompareClass kind, ImVec2 centre, float radius, double opacity, float width);

}  // namespace siftscope
