#pragma once

#include <memory>
#include <optional>

#include "app/drawing/palette.h"
#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/views/overlay.h"
#include "app/window/texture.h"

namespace siftscope {

/// The textures of the canvases, each made again only when what it shows has changed. Lives and dies with the
/// window's GL context.
class CanvasGraphics {
  public:
    [[nodiscard]] Texture& picture(const std::shared_ptr<const Picture>& picture);
    [[nodiscard]] Texture& rotated(const std::shared_ptr<const SecondPicture>& second);
    [[nodiscard]] const Texture& overlay(const OverlayScene& scene, const Rect& area);

    /// Of the picture last asked for: the fill around a rotated one.
    [[nodiscard]] palette::Colour mean_grey() const { return mean_grey_; }

  private:
    palette::Colour mean_grey_;
    std::shared_ptr<const Picture> picture_;
    Texture picture_texture_;
    std::shared_ptr<const SecondPicture> rotated_;
    Texture rotated_texture_;
    std::optional<OverlayScene> scene_;
    Texture overlay_texture_;
};

}  // namespace siftscope
