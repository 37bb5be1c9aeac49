#pragma once

#include "app/drawing/scene.h"
#include "app/gradients/shown_tensors.h"

namespace siftscope {

/// A tensor as a picture of its own: its pages, the numbers where there is room for them, and the scale bar.
[[nodiscard]] scene::Scene tensor_scene(const ShownTensor& shown, const nn::Tensor& numbers);

/// The symbol in letters that every font has: "dL/dW0".
[[nodiscard]] std::string plain_symbol(const std::string& symbol);

}  // namespace siftscope
