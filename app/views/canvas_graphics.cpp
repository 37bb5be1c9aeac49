#include "app/views/canvas_graphics.h"

#include <cstdint>

#include <opencv2/core.hpp>

#include "sift/geometry/rotate_image.h"

namespace siftscope {

Texture& CanvasGraphics::picture(const std::shared_ptr<const Picture>& picture) {
    if (picture != picture_) {
        picture_texture_.update(picture->colour);
        const auto level = cv::saturate_cast<std::uint8_t>(sift::mean_grey(picture->grey.view()));
        mean_grey_ = {level, level, level};
        picture_ = picture;
    }
    return picture_texture_;
}

Texture& CanvasGraphics::rotated(const std::shared_ptr<const SecondPicture>& second) {
    if (second != rotated_) {
        rotated_texture_.update(second->picture->colour);
        rotated_ = second;
    }
    return rotated_texture_;
}

const Texture& CanvasGraphics::overlay(const OverlayScene& scene, const Rect& area) {
    if (!scene_ || *scene_ != scene) {
        overlay_texture_.update(draw_overlay(scene, area));
        scene_ = scene;
    }
    return overlay_texture_;
}

}  // namespace siftscope
