#pragma once

#include <vector>

#include "app/files/png_text.h"
#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/settings.h"

namespace siftscope {

/// What an exported picture says about itself: program and OpenCV version, the file's name and SHA-256, the
/// settings, and the command that makes it again. Neither the folder nor the number of threads is in it, so
/// that the same pictures and settings give the same bytes.
[[nodiscard]] std::vector<Note> match_notes(const MatchResult& result);

/// The same for the keypoints of one picture.
[[nodiscard]] std::vector<Note> keypoint_notes(const Picture& picture, const Settings& settings);

}  // namespace siftscope
