#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// The left column: rotation, matching, rotated picture, SIFT, export. Asks for SetSettings when something
/// was changed.
void settings_column(Frame& frame);

/// `angle` turned by `step` degrees; what leaves the slider's range -180..180 comes in at the other end.
[[nodiscard]] double stepped_angle(double angle, double step);

/// `ratio` changed by `step`, in whole hundredths, within 0.01..1.
[[nodiscard]] double stepped_ratio(double ratio, double step);

}  // namespace siftscope
