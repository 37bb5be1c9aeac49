#pragma once

#include "app/views/frame.h"
#include "app/views/linked_view.h"

namespace siftscope {

/// The region of the keypoints that take part, drawn over the original: its edges and corners can be dragged.
/// Call it after the canvas's own button, which is the current item. Returns whether the pointer has hold of
/// the region, so that it does not move the picture as well.
bool region_grip(Frame& frame, const CanvasView& canvas, const Picture& picture);

}  // namespace siftscope
