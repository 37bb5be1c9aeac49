#pragma once

#include "app/views/frame.h"
#include "app/views/gradient_textures.h"

namespace siftscope {

/// Draws every tensor of the screen's problem in the current ImGui window, lets cells be pointed at, pinned,
/// typed and dragged. Returns the cell under the pointer. `screen` is what follows the pointer and the
/// keyboard.
std::optional<CellPick> gradient_grids(Frame& frame, GradientScreen& screen, GradientTextures& textures);

/// "cell_dx_0_1_1": how scripts name a cell.
[[nodiscard]] std::string cell_widget(const ShownTensor& shown, const nn::Index& at);

}  // namespace siftscope
