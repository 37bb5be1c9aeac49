#include "app/views/canvas_graphics.h"

#include <cstdint>

#include <opencv2/core.hpp>

namespace siftscope {

Texture& CanvasGraphics::picture(const std::shared_ptr<const Picture>& picture) {
    if (picture != picture_) {
        picture_texture_.update(picture->colour);
        const cv::Scalar mean = cv::mean(picture->colour);
        mean_colour_ = {cv::saturate_cast<std::uint8_t>(mean[2]), cv::saturate_cast<std::uint8_t>(mean[1]),
                        cv::saturate_cast<std::uint8_t>(mean[0])};
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
