#include "sift/image.h"

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

}  // namespace

template <class Pixel>
BasicImage<Pixel>::BasicImage(int width, int height, Pixel value) : width_(width), height_(height) {
    pixels_.assign(pixel_count(width, height), value);
}

template <class Pixel>
BasicImage<Pixel> BasicImage<Pixel>::uninitialized(int width, int height) {
    BasicImage image;
    image.pixels_.resize(pixel_count(width, height));
    image.width_ = width;
    image.height_ = height;
    return image;
}

template class BasicImage<float>;
template class BasicImage<std::int16_t>;

}  // namespace sift
