#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Above the canvases: what is shown, which is also the legend of shapes and colours, and the zoom.
void toolbar(Frame& frame);

}  // namespace siftscope
