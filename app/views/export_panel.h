#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Where the match picture goes, and the buttons that write it and copy the command.
void export_panel(Frame& frame);

}  // namespace siftscope
