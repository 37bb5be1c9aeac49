#include "sift/kernels/extrema.h"

#include <cmath>

#include "sift/kernels/difference.h"

namespace sift::kernels::scalar {
namespace {

/// Whether `sign` times any neighbour exceeds `sign` times `value`; the value itself never does.
bool beaten(const DogScan& scan, std::ptrdiff_t layer, int column, float value, float sign) {
    for (std::ptrdiff_t l = layer - 1; l <= layer + 1; ++l)
        for (const float* row : {scan.above, scan.row, static_cast<const float*>(scan.below)})
            for (int x = column - 1; x <= column + 1; ++x)
                if (!(sign * row[l * scan.layer_stride + x] <= sign * value)) return true;
    return false;
}

}  // namespace

void form_and_search(const DogScan& scan, int begin, int end, float threshold,
                     std::span<std::vector<int>> columns) {
    const auto layers = static_cast<std::ptrdiff_t>(scan.gaussian.size()) - 1;
    for (std::ptrdiff_t l = 0; l < layers; ++l)
        difference(scan.gaussian[static_cast<std::size_t>(l + 1)], scan.gaussian[static_cast<std::size_t>(l)],
                   scan.below + l * scan.layer_stride, static_cast<std::size_t>(scan.width));
    for (std::ptrdiff_t l = 1; l + 1 < layers; ++l) {
        std::vector<int>& found = columns[static_cast<std::size_t>(l - 1)];
        found.clear();
        for (int x = begin; x < end; ++x) {
            const float value = scan.row[l * scan.layer_stride + x];
            if (std::abs(value) > threshold && !beaten(scan, l, x, value, value > 0 ? 1.0F : -1.0F))
                found.push_back(x);
        }
    }
}

}  // namespace sift::kernels::scalar
