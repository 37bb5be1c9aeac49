#pragma once

#include <cstddef>
#include <optional>

#include "app/views/frame.h"

namespace siftscope {

/// The putative match that is pointed at, or else isolated; a keypoint of the original stands for its own.
[[nodiscard]] std::optional<std::size_t> told_match(const AppState& state);

/// Both patches of that match turned upright, their descriptors bin by bin, and the division that gives its
/// ratio, in what is left of the current ImGui window.
void match_story_view(Frame& frame);

}  // namespace siftscope
