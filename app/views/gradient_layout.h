#pragma once

#include <string>
#include <vector>

#include "app/gradients/shown_tensors.h"
#include "app/gradients/tensor_picture.h"
#include "app/window/geometry.h"

namespace siftscope {

/// Where one tensor is drawn, in pixels from the top-left corner of the area.
struct TensorCard {
    ShownTensor shown;
    TensorForm form = TensorForm::cells;
    bool overlay = false;  ///< no tensor of its own: the gradient of the input over the input
    Rect rect;             ///< with its title and scale bar
    Pages pages;
    std::size_t across = 1;  ///< pages side by side
    float page_width = 0, page_height = 0;

    /// The page without its surroundings, from the area's corner.
    [[nodiscard]] Rect page_rect(std::size_t page, float gap, float title) const;
};

struct LayerTitle {
    std::string text;
    float y = 0;
};

struct GradientLayout {
    std::vector<TensorCard> cards;
    std::vector<LayerTitle> titles;
    float width = 0, height = 0;  ///< of all of it; beyond the area where a row of numbers is too long
    float cell_width = 0, cell_height = 0;
    bool broken = false;       ///< a gradient had to go below the thing that it belongs to
    float gap = 0, title = 0;  ///< between pages; height of a card's title
};

/// The tensors of a solved problem in an area of `width` x `height` pixels at `scale`: each gradient beside
/// the thing that it belongs to, a layer a row or more, the cells as large as the area allows. What does not
/// fit is below: `height` of the result says how far it reaches.
[[nodiscard]] GradientLayout gradient_layout(const SolvedLab& solved, float width, float height, float scale);

}  // namespace siftscope
