#pragma once

#include "app/views/canvas_graphics.h"
#include "app/views/frame.h"

namespace siftscope {

/// What the pointer does on the canvases.
struct CanvasPointer {
    Pick hovered;
    bool dragging = false;
};

/// Draws the original and the rotated picture side by side in what is left of the current ImGui window, with
/// keypoints and matches over them. Zooms, pans, isolates through commands; returns what the pointer does.
[[nodiscard]] CanvasPointer canvases(Frame& frame, CanvasGraphics& graphics);

}  // namespace siftscope
