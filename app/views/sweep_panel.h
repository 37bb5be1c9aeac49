#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// The sweep screen in what is left of the current ImGui window: which angles and engines, how far the work
/// has come, the plots, and what to do with the rows.
void sweep_panel_view(Frame& frame);

/// Keys that mean something else on this screen than elsewhere; to be read before the others.
void sweep_keys(Frame& frame);

}  // namespace siftscope
