#include "app/views/canvas_graphics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "app/drawing/error_map.h"
#include "sift/geometry/rotate_image.h"

namespace siftscope {
namespace {

constexpr double small_pixels = 1.5e6;  // a picture this large goes to the card in a few milliseconds

/// `pixels` with both sides divided by 2^level.
cv::Mat reduced(const cv::Mat& pixels, int level) {
    if (level == 0) return pixels;
    cv::Mat small;
    const cv::Size size(std::max(1, pixels.cols >> level), std::max(1, pixels.rows >> level));
    cv::resize(pixels, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

}  // namespace

int texture_level(int width, int height, double zoom) {
    if (static_cast<double>(width) * height <= small_pixels || zoom >= 0.5) return 0;
    return static_cast<int>(std::floor(-std::log2(std::max(zoom, 1e-4))));
}

Texture& CanvasGraphics::picture(const std::shared_ptr<const Picture>& picture, double zoom) {
    const int level = texture_level(picture->width, picture->height, zoom);
    if (picture != picture_) {
        const auto grey = cv::saturate_cast<std::uint8_t>(sift::mean_grey(picture->grey.view()));
        mean_grey_ = {grey, grey, grey};
    }
    if (picture != picture_ || level != picture_level_)
        picture_texture_.update(reduced(picture->colour, level));
    picture_ = picture;
    picture_level_ = level;
    return picture_texture_;
}

Texture& CanvasGraphics::rotated(const std::shared_ptr<const SecondPicture>& second, double zoom) {
    const int level = texture_level(second->picture->width, second->picture->height, zoom);
    if (second != rotated_ || level != rotated_level_)
        rotated_texture_.update(reduced(second->picture->colour, level));
    rotated_ = second;
    rotated_level_ = level;
    return rotated_texture_;
}

const Texture& CanvasGraphics::error_map(const std::shared_ptr<const ResamplingError>& error, double zoom) {
    const int level = texture_level(error->difference.width(), error->difference.height(), zoom);
    if (error != error_ || level != error_level_)
        error_texture_.update(reduced(siftscope::error_map(*error), level));
    error_ = error;
    error_level_ = level;
    return error_texture_;
}

const Texture& CanvasGraphics::overlay(const OverlayScene& scene, const Rect& area) {
    if (!scene_ || *scene_ != scene) {
        overlay_texture_.update(draw_overlay(scene, area));
        scene_ = scene;
    }
    return overlay_texture_;
}

}  // namespace siftscope
