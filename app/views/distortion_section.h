#pragma once

#include "app/model/settings.h"
#include "app/views/frame.h"

namespace siftscope {

/// The folded section of the settings column with what is done to the turned picture besides turning it.
void distortion_section(Frame& frame, Settings& settings);

/// The folded section with the keypoints of the original that take part: by place and size.
void filter_section(Frame& frame, Settings& settings);

}  // namespace siftscope
