#pragma once

#include <string>

#include "app/window/imgui_compat.h"

namespace siftscope {

/// `words` in lines no wider than `width`, broken at blanks alone: Dear ImGui would break 0.5 at its point,
/// too.
[[nodiscard]] std::string broken_at_blanks(const ImFont* font, const std::string& words, float width);

/// Draws them in the width that is left; nothing for no words.
void wrapped_text(ImFont* font, ImU32 colour, const std::string& words);

}  // namespace siftscope
