#include "app/window/texture.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <GLFW/glfw3.h>
#include <opencv2/imgproc.hpp>

namespace siftscope {

namespace {

// Beyond OpenGL 1.1, which is what the system's header is sure to declare.
constexpr int clamp_to_edge = 0x812F;
constexpr unsigned int format_bgr = 0x80E0;
constexpr unsigned int format_bgra = 0x80E1;
constexpr int format_r8 = 0x8229;
constexpr unsigned int format_red = 0x1903;
constexpr unsigned int swizzle_green = 0x8E43;
constexpr unsigned int swizzle_blue = 0x8E44;

void generate_mipmap() {
    using Function = void (*)(unsigned int);
    static const auto function = reinterpret_cast<Function>(glfwGetProcAddress("glGenerateMipmap"));
    if (function != nullptr) function(GL_TEXTURE_2D);
}

int largest_side() {
    int side = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side);
    return std::max(side, 1024);
}

unsigned int pixel_format(int channels) {
    if (channels == 1) return format_red;
    return channels == 3 ? format_bgr : format_bgra;
}

}  // namespace

Texture::~Texture() {
    free();
}

Texture::Texture(Texture&& other) noexcept {
    *this = std::move(other);
}

Texture& Texture::operator=(Texture&& other) noexcept {
    if (this == &other) return *this;
    free();
    name_ = std::exchange(other.name_, 0U);
    channels_ = std::exchange(other.channels_, 0);
    texture_width_ = std::exchange(other.texture_width_, 0);
    texture_height_ = std::exchange(other.texture_height_, 0);
    picture_width_ = std::exchange(other.picture_width_, 0);
    picture_height_ = std::exchange(other.picture_height_, 0);
    sharp_ = other.sharp_;
    mipmapped_ = other.mipmapped_;
    return *this;
}

void Texture::free() {
    if (name_ != 0) glDeleteTextures(1, &name_);
    name_ = 0;
    channels_ = texture_width_ = texture_height_ = picture_width_ = picture_height_ = 0;
}

void Texture::update(const cv::Mat& picture) {
    if (picture.empty()) return free();
    const int channels = picture.channels();
    if (picture.depth() != CV_8U || (channels != 1 && channels != 3 && channels != 4))
        throw std::invalid_argument("Texture::update: needs 8-bit grey, BGR or BGRA pixels");

    cv::Mat pixels = picture;
    const double shrink = static_cast<double>(largest_side()) / std::max(picture.cols, picture.rows);
    if (shrink < 1.0) {
        const cv::Size size(std::max(1, static_cast<int>(picture.cols * shrink)),
                            std::max(1, static_cast<int>(picture.rows * shrink)));
        cv::resize(picture, pixels, size, 0, 0, cv::INTER_AREA);
    }
    const bool fits = name_ != 0 && channels == channels_ && pixels.cols == texture_width_ &&
                      pixels.rows == texture_height_;
    if (name_ == 0) glGenTextures(1, &name_);
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<int>(pixels.step / pixels.elemSize()));
    const unsigned int format = pixel_format(channels);
    if (fits) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, pixels.cols, pixels.rows, format, GL_UNSIGNED_BYTE,
                        pixels.data);
    } else {
        glTexImage2D(GL_TEXTURE_2D, 0, channels == 1 ? format_r8 : GL_RGBA8, pixels.cols, pixels.rows, 0,
                     format, GL_UNSIGNED_BYTE, pixels.data);
        const int red = static_cast<int>(format_red);
        const int green = channels == 1 ? red : GL_GREEN;
        const int blue = channels == 1 ? red : GL_BLUE;
        glTexParameteri(GL_TEXTURE_2D, swizzle_green, green);
        glTexParameteri(GL_TEXTURE_2D, swizzle_blue, blue);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER,
                        mipmapped_ ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, sharp_ ? GL_NEAREST : GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, clamp_to_edge);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, clamp_to_edge);
        channels_ = channels;
        texture_width_ = pixels.cols;
        texture_height_ = pixels.rows;
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    if (mipmapped_) generate_mipmap();
    picture_width_ = picture.cols;
    picture_height_ = picture.rows;
}

void Texture::set_sharp(bool sharp) {
    if (sharp == sharp_) return;
    sharp_ = sharp;
    if (name_ == 0) return;
    glBindTexture(GL_TEXTURE_2D, name_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, sharp ? GL_NEAREST : GL_LINEAR);
}

}  // namespace siftscope
