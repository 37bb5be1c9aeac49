#include "sift/kernels/plane_extrema.h"

#include <cstdlib>

namespace sift::kernels::scalar {

std::size_t find_plane_extrema(const PlaneNeighbourhood& dog, int begin, int end, int threshold,
                               int* columns) {
    std::size_t found = 0;
    for (int x = begin; x < end; ++x) {
        const int value = dog.rows[1][x];
        if (std::abs(value) < threshold) continue;
        const int sign = value > 0 ? 1 : -1;
        bool beaten = false;
        for (const std::int16_t* row : dog.rows)
            for (int i = x - 1; i <= x + 1; ++i) beaten = beaten || sign * row[i] > sign * value;
        if (!beaten) columns[found++] = x;
    }
    return found;
}

}  // namespace sift::kernels::scalar
