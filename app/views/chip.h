#pragma once

#include <functional>

#include "app/views/frame.h"

namespace siftscope {

/// Draws the sign of a chip about a place of the window; `opacity` is less while the chip is off.
using ChipSign = std::function<void(ImVec2 centre, double opacity)>;

/// A round switch on the line of the one before, or on a new one where there is no room: its sign and its
/// label, which may be empty. Registered as `name`. True when it was clicked.
bool chip(Frame& frame, const char* name, const char* label, const char* tooltip, const ChipSign& sign,
          bool on);

}  // namespace siftscope
