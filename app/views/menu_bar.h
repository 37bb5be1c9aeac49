#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// File, View, Help.
void menu_bar(Frame& frame);

}  // namespace siftscope
