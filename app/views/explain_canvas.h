#pragma once

#include "app/views/canvas_graphics.h"
#include "app/views/explain_textures.h"
#include "app/views/frame.h"

namespace siftscope {

/// The picture, or the chosen layer of its scale space, in `area`, with its keypoints, the place that was
/// asked for and the candidate found there. A click asks for a keypoint or for any other place; wheel and
/// drag zoom and move. Changes `choice`.
void explain_canvas(Frame& frame, CanvasGraphics& graphics, ExplainTextures& textures, const Rect& area,
                    ExplainChoice& choice);

/// The layers of one octave as small pictures, to be looked at large by a click, with the octaves to choose
/// from; `height` of explain_strip_height.
void explain_strip(Frame& frame, ExplainTextures& textures, float width, ExplainChoice& choice);
[[nodiscard]] float explain_strip_height(const Frame& frame, float width);

}  // namespace siftscope
