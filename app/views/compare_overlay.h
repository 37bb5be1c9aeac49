#pragma once

#include <array>
#include <memory>
#include <optional>

#include <opencv2/core/mat.hpp>

#include "app/model/compare_table.h"
#include "app/views/linked_view.h"
#include "app/window/texture.h"

namespace siftscope {

/// All that decides the pixels of the marks over the picture: equal scenes look alike.
struct CompareScene {
    std::shared_ptr<const ComparisonTable> table;
    std::array<bool, 4> classes{};  ///< drawn, in the order of CompareClass
    CanvasView view;
    float scale = 1;  ///< of the window: widths grow with it

    friend bool operator==(const CompareScene&, const CompareScene&) = default;
};

/// Where the mark of a row is, and how large: window pixels.
struct PlacedMark {
    ScreenPoint centre;
    float radius = 0;  ///< sigma, but never too small to see
};

[[nodiscard]] PlacedMark placed_mark(const CompareScene& scene, std::size_t row);

/// A mark for each row over the canvas: 8-bit BGRA with premultiplied alpha, transparent elsewhere. What
/// differs is drawn last and stronger.
[[nodiscard]] cv::Mat draw_compare_overlay(const CompareScene& scene);

/// The marks as a texture, made again only when they are others. Lives and dies with the window's GL context.
class CompareGraphics {
  public:
    [[nodiscard]] const Texture& overlay(const CompareScene& scene);

  private:
    std::optional<CompareScene> scene_;
    Texture texture_;
};

}  // namespace siftscope
