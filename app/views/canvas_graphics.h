#pragma once

#include <memory>
#include <optional>

#include "app/drawing/palette.h"
#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/resampling_error.h"
#include "app/views/overlay.h"
#include "app/window/texture.h"

namespace siftscope {

/// The textures of the canvases, each made again only when what it shows has changed. Lives and dies with the
/// window's GL context.
class CanvasGraphics {
  public:
    CanvasGraphics() { overlay_texture_.set_never_shrunk(); }

    /// `zoom`: window pixels for one of the picture. What is shown small is reduced before it goes to the
    /// card.
    [[nodiscard]] Texture& picture(const std::shared_ptr<const Picture>& picture, double zoom = 1);
    [[nodiscard]] Texture& rotated(const std::shared_ptr<const SecondPicture>& second, double zoom = 1);
    [[nodiscard]] const Texture& error_map(const std::shared_ptr<const ResamplingError>& error, double zoom);
    [[nodiscard]] const Texture& overlay(const OverlayScene& scene, const Rect& area);

    /// Of the picture last asked for: the fill around a rotated one.
    [[nodiscard]] palette::Colour mean_grey() const { return mean_grey_; }

  private:
    palette::Colour mean_grey_;
    std::shared_ptr<const Picture> picture_;
    Texture picture_texture_;
    int picture_level_ = 0;
    std::shared_ptr<const SecondPicture> rotated_;
    Texture rotated_texture_;
    int rotated_level_ = 0;
    std::shared_ptr<const ResamplingError> error_;
    Texture error_texture_;
    int error_level_ = 0;
    std::optional<OverlayScene> scene_;
    Texture overlay_texture_;
};

/// By how many halvings a picture of `width` x `height` may be reduced before it is shown at `zoom`: the
/// larger side of a reduced pixel is never more than one of the window. 0 for pictures that are small anyway.
[[nodiscard]] int texture_level(int width, int height, double zoom);

}  // namespace siftscope
