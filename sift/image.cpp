#include "sift/image.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace sift {

namespace {

std::size_t pixel_count(int width, int height) {
    if (width < 0 || height < 0)
        throw std::invalid_argument("image size " + std::to_string(width) + " x " + std::to_string(height) +
                                    " is negative");
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

/// Behind the last row, so that a vector that begins in it can be read.
template <class Pixel>
constexpr std::size_t overhang = pixels_in_line<Pixel>;

}  // namespace

template <class Pixel>
BasicImage<Pixel>::BasicImage(int width, int height, Pixel value)
    : width_(width), height_(height), stride_(width) {
    const std::size_t count = pixel_count(width, height);
    if (count == 0) return;
    pixels_.reserve(count + overhang<Pixel>);
    pixels_.assign(count, value);
    pixels_.resize(count + overhang<Pixel>, Pixel{});
}

template <class Pixel>
BasicImage<Pixel> BasicImage<Pixel>::uninitialized(int width, int height) {
    BasicImage image;
    const std::size_t count = pixel_count(width, height);
    image.pixels_.resize(count > 0 ? count + overhang<Pixel> : 0);
    // Part of the comparison of pictures.
    std::fill(image.pixels_.begin() + static_cast<std::ptrdiff_t>(count), image.pixels_.end(), Pixel{});
    image.width_ = width;
    image.height_ = height;
    image.stride_ = width;
    return image;
}

template <class Pixel>
BasicImage<Pixel> BasicImage<Pixel>::ring(int width, int height, int slots, int left, int right) {
    constexpr int line = pixels_in_line<Pixel>;
    // Rows a page apart would share few places of the cache.
    constexpr int page = 4096 / sizeof(Pixel);
    int stride = (right - left + line - 1) / line * line;
    if (stride % page == 0) stride += line;
    BasicImage image;
    image.pixels_.resize(pixel_count(stride, slots) + overhang<Pixel>);
    image.width_ = width;
    image.height_ = height;
    image.stride_ = stride;
    image.left_ = left;
    image.slot_mask_ = slots - 1;
    return image;
}

template class BasicImage<float>;
template class BasicImage<std::int16_t>;

}  // namespace sift
