#pragma once

#include "app/views/frame.h"

namespace siftscope {

/// The rows of the comparison in the order chosen: a click on a heading sorts, a click on a row chooses its
/// keypoint and zooms to it on the canvas `area`. Changes `choice`.
void compare_table_view(Frame& frame, const Rect& area, float height, CompareChoice& choice);

/// Where the ways part for the chosen row, with the numbers of both keypoints.
void compare_card(Frame& frame, float height);

}  // namespace siftscope
