#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Where the match picture goes, and the buttons that write it or copy its command.
void export_panel(Frame& frame);

/// What export_panel takes of the column's height.
[[nodiscard]] float export_panel_height(const Frame& frame);

/// Where the session is saved, and the buttons that save it or export everything.
void session_section(Frame& frame);

}  // namespace siftscope
