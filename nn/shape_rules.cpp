#include "nn/shape_rules.h"

#include <stdexcept>

namespace nn {

void refuse(std::string_view layer, const std::string& sentence) {
    throw std::invalid_argument(std::string(layer) + ": " + sentence);
}

void require_rank(std::string_view layer, std::string_view key, const Shape& shape, std::size_t rank,
                  std::string_view axes) {
    if (shape.size() == rank) return;
    refuse(layer, std::string(key) + " has shape " + to_string(shape) + ", but needs " +
                      std::to_string(rank) + (rank == 1 ? " extent " : " extents ") + std::string(axes));
}

void require_shape(std::string_view layer, std::string_view key, const Shape& shape, const Shape& expected,
                   std::string_view rule) {
    if (shape == expected) return;
    refuse(layer, std::string(key) + " has shape " + to_string(shape) + ", but must have " +
                      to_string(expected) + ", " + std::string(rule));
}

}  // namespace nn
