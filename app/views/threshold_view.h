#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// Precision and recall against the ratio or the distance, the threshold in force as a line that can be
/// dragged on the plot, the right and wrong matches below as a histogram. Asks for SetSettings.
void threshold_view(Frame& frame);

}  // namespace siftscope
