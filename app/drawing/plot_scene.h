#pragma once

#include "app/drawing/plot.h"
#include "app/drawing/scene.h"

namespace siftscope {

/// The figure on white paper, two panels a row and the legend in the place after the last: lines that differ
/// in colour, in their dashes and in their marks, so that every eye and a grey printer can tell them apart.
[[nodiscard]] scene::Scene plot_scene(const plot::Figure& figure);

}  // namespace siftscope
