#pragma once

#include <opencv2/core/mat.hpp>

#include "app/window/imgui_compat.h"

namespace siftscope {

/// A picture on the graphics card. Needs the window's GL context to be current: make, update and destroy it
/// on the thread that draws, while the window exists.
class Texture {
  public:
    Texture() = default;
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;
    Texture(const Texture&) = delete;
    Texture& operator=(const Texture&) = delete;

    /// Uploads `picture`: 8-bit with 1 (grey), 3 (BGR) or 4 channels (BGRA, alpha not premultiplied). In
    /// place when size and channels are as before. A picture larger than the card allows is scaled down
    /// first. An empty picture frees the texture. Throws std::invalid_argument for other kinds of pixels.
    void update(const cv::Mat& picture);

    /// For what is drawn pixel by pixel: makes no mipmaps, which takes as long as the upload. Before the
    /// first update.
    void set_never_shrunk() { mipmapped_ = false; }

    /// True: pixels stay squares when enlarged (for zooming in); false (default): smoothed. Shrinking always
    /// averages through mipmaps.
    void set_sharp(bool sharp);

    [[nodiscard]] bool empty() const { return name_ == 0; }
    [[nodiscard]] ImTextureID id() const { return imgui::texture_id(name_); }
    /// Size of the picture last given to update(), pixels; the texture itself may be smaller.
    [[nodiscard]] int width() const { return picture_width_; }
    [[nodiscard]] int height() const { return picture_height_; }

  private:
    void free();

    unsigned int name_ = 0;
    int channels_ = 0;
    int texture_width_ = 0;
    int texture_height_ = 0;
    int picture_width_ = 0;
    int picture_height_ = 0;
    bool sharp_ = false;
    bool mipmapped_ = true;
};

}  // namespace siftscope
