#pragma once

#include <GLFW/glfw3.h>

#include "app/model/view_state.h"
#include "app/window/geometry.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

// What the canvases of all screens have in common.

inline constexpr double wheel_step = 1.2;    ///< by which a notch of the wheel zooms
inline constexpr double drag_threshold = 4;  ///< units of design: less than that is a click

[[nodiscard]] inline ImVec2 to_imgui(ScreenPoint p) {
    return {p.x, p.y};
}

/// For a texture whose colours are multiplied by its alpha; ImDrawCallback_ResetRenderState ends it.
inline void blend_premultiplied(const ImDrawList*, const ImDrawCmd*) {
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

}  // namespace siftscope
