#pragma once

#include <string>
#include <vector>

#include "app/files/png_text.h"
#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/settings.h"
#include "app/model/sweep.h"

namespace siftscope {

/// What an exported picture says about itself: program and OpenCV version, the file's name and SHA-256, the
/// settings, and the command that makes it again. Neither the folder nor the number of threads is in it, so
/// that the same pictures and settings give the same bytes.
[[nodiscard]] std::vector<Note> match_notes(const MatchResult& result);

/// The same for the keypoints of one picture.
[[nodiscard]] std::vector<Note> keypoint_notes(const Picture& picture, const Settings& settings);

/// The same for a sweep: each image with its SHA-256, in their order (empty for one that could not be read),
/// the engines, their settings and the angles.
[[nodiscard]] std::vector<Note> sweep_notes(const SweepPlan& plan, const std::vector<std::string>& sha256);

}  // namespace siftscope
