#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sift::kernels {

/// Rows y - 1, y and y + 1 of all layers of a DoG (Lowe 2004, section 3.1). A layer's row lies `layer_stride`
/// floats behind that of the layer before; all rows may be read and written up to a vector past their end.
struct DogScan {
    /// Row y + 1 of the Gaussian layers, one more than the DoG has layers.
    std::span<const float* const> gaussian;
    const float* above;  ///< row y - 1
    const float* row;    ///< row y
    float* below;        ///< row y + 1, to be formed
    float* work;  ///< two rows for each layer searched, `layer_stride` floats long: whatever the search needs
    std::ptrdiff_t layer_stride;
    int width;
};

/// Forms row y + 1 of the DoG, below = gaussian[layer + 1] - gaussian[layer], then finds the extrema of row y
/// in the columns [begin, end) of each layer but the first and the last: |value| above `threshold`, and no
/// neighbour of the 26 greater than a positive value (less than a negative one); equals are allowed.
/// Needs 1 <= begin and end < width. columns[layer - 1] receives those of a layer, ascending.
void form_and_search(const DogScan& scan, int begin, int end, float threshold,
                     std::span<std::vector<int>> columns);

namespace scalar {
void form_and_search(const DogScan& scan, int begin, int end, float threshold,
                     std::span<std::vector<int>> columns);
}  // namespace scalar

}  // namespace sift::kernels
