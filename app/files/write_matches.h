#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/files/text_notes.h"
#include "app/model/match_result.h"

namespace siftscope {

/// Matches as CSV: header `x1,y1,size1,angle1,x2,y2,size2,angle2,distance,ratio,kept,right,error_px`, a row
/// for each putative match in the order of the visible keypoints of the first picture.
///
///   x, y, size  pixels of their own picture; angle: degrees
///   ratio       empty when there was a single candidate
///   kept, right 1 or 0; right: kept, and its error is within the tolerance
///   error_px    pixels of the second picture; like `right` empty when no truth is known
///
/// Every number is the shortest text that reads back as the same double, in any locale. `notes` stand before
/// the header as lines "# KEYWORD: TEXT".
[[nodiscard]] std::string matches_csv(const MatchResult& result, const std::vector<Note>& notes = {});

/// Writes the file (see write_file), whatever its extension. Throws UserError.
void write_matches(const std::filesystem::path& path, const MatchResult& result);

}  // namespace siftscope
