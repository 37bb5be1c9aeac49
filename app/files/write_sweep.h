#pragma once

#include <string>
#include <vector>

#include "app/files/text_notes.h"
#include "app/model/sweep.h"

namespace siftscope {

/// A sweep as CSV: header `image,engine,angle,keypoints_1,keypoints_2,putative,kept,right,precision,recall,
/// repeatability,median_error_px,angle_estimated,angle_error` on one line, then a line for each row.
///
///   image        as the user named it; between quotes, inner ones doubled, when it holds a comma, a quote or
///   a
///                line break (RFC 4180)
///   engine       siftscope-PROFILE or opencv
///   angles       degrees; median_error_px: pixels of the rotated picture
///   empty cells  0/0, or no estimate
///
/// Every number is the shortest text that reads back as the same double, in any locale. `notes` stand before
/// the header as lines of comments.
[[nodiscard]] std::string sweep_csv(const std::vector<SweepRow>& rows, const std::vector<Note>& notes = {});

}  // namespace siftscope
