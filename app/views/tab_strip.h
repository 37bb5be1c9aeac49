#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// The tabs in a row; a click asks for the panel.
void tab_strip(Frame& frame);

}  // namespace siftscope
