#include "nn/tensor.h"

namespace nn {

std::size_t entries(const std::vector<std::size_t>& shape) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) count *= extent;
    return count;
}

}  // namespace nn
