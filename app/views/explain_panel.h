#pragma once

#include "app/views/canvas_graphics.h"
#include "app/views/explain_textures.h"
#include "app/views/frame.h"

namespace siftscope {

/// The explain screen in what is left of the current ImGui window: the picture or one of its layers to click
/// on, the strip of the scale space, and the story of the candidate at the place.
void explain_panel(Frame& frame, CanvasGraphics& graphics, ExplainTextures& textures);

/// Keys that mean something else on this screen than elsewhere; to be read before the others.
void explain_keys(Frame& frame);

}  // namespace siftscope
