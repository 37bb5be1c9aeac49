#include "sift/image.h"

#include <stdexcept>
#include <string>

namespace sift {

Image::Image(int width, int height, float value) : width_(width), height_(height) {
    if (width < 0 || height < 0)
        throw std::invalid_argument("image size " + std::to_string(width) + " x " + std::to_string(height) +
                                    " is negative");
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), value);
}

}  // namespace sift
