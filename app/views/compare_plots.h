#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Histograms of the differences in position, size, angle and descriptor, `columns` in a row, in `size`
/// pixels. The tolerances are lines in them that can be dragged. Changes `tolerance`.
void compare_plots(Frame& frame, int columns, ImVec2 size, AgreementTolerance& tolerance);

}  // namespace siftscope
