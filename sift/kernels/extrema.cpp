#include "sift/kernels/extrema.h"

#include <cmath>

namespace sift::kernels::scalar {
namespace {

/// Whether `sign` times any neighbour exceeds `sign` times `value`; the value itself never does.
bool beaten(const DogNeighbourhood& dog, int column, float value, float sign) {
    for (const auto& layer : dog.rows)
        for (const float* row : layer)
            for (int x = column - 1; x <= column + 1; ++x)
                if (!(sign * row[x] <= sign * value)) return true;
    return false;
}

}  // namespace

std::size_t find_extrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns) {
    std::size_t found = 0;
    for (int x = begin; x < end; ++x) {
        const float value = dog.rows[1][1][x];
        if (!(std::abs(value) > threshold)) continue;
        if (!beaten(dog, x, value, value > 0 ? 1.0F : -1.0F)) columns[found++] = x;
    }
    return found;
}

}  // namespace sift::kernels::scalar
