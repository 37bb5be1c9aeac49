#pragma once

#include <string>
#include <vector>

#include "app/drawing/caption.h"
#include "app/model/match_result.h"

namespace siftscope {

/// What is matched, in a few words: "photo.jpg turned by 30 degrees". File names without their folders.
[[nodiscard]] std::string match_title(const MatchResult& result);

/// The caption of the match picture: title, legend with counts, quality, angle, settings.
[[nodiscard]] std::vector<CaptionEntry> match_caption(const MatchResult& result);

}  // namespace siftscope
