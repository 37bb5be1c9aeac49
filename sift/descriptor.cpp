#include "sift/descriptor.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sift/elementary.h"
#include "sift/gaussian_window.h"
#include "sift/kernels/descriptor.h"
#include "sift/normalize_descriptor.h"
#include "sift/turned_square.h"

namespace sift {
namespace {

using kernels::DescriptorRow;

constexpr int cells = kernels::descriptor_cells;
constexpr float cell_sigmas = 3;   ///< side of a cell, in keypoint sigmas
constexpr float window_cells = 2;  ///< standard deviation of the weights: half the square's width

}  // namespace

Descriptor describe(const Image& layer, float x, float y, float sigma, float angle) {
    return normalize_descriptor(descriptor_sums(layer, x, y, sigma, angle));
}

kernels::DescriptorSums descriptor_sums(const Image& layer, float x, float y, float sigma, float angle) {
    const int centre_x = static_cast<int>(std::nearbyint(x));
    const int centre_y = static_cast<int>(std::nearbyint(y));
    const float cell_width = cell_sigmas * sigma;
    const float half_diagonal = cell_width * 1.4142135623730951F * (cells + 1) * 0.5F;
    const double picture_diagonal = std::hypot(layer.width(), layer.height());
    const int radius =
        std::min(static_cast<int>(std::nearbyint(half_diagonal)), static_cast<int>(picture_diagonal));

    // Bins count counter-clockwise on screen, so the frame turns that way as well.
    const float turn = angle == 0 ? 0 : 360 - angle;
    const SineCosine direction = sine_cosine(turn);
    const float cosine = static_cast<float>(direction.cosine) / cell_width;
    const float sine = static_cast<float>(direction.sine) / cell_width;
    const std::vector<float> weights = gaussian_window(radius, window_cells * cell_width);

    const int top = std::max(-radius, 1 - centre_y);
    const int bottom = std::min(radius, layer.height() - 2 - centre_y);
    const int left = std::max(-radius, 1 - centre_x);
    const int right = std::min(radius, layer.width() - 2 - centre_x);
    if (top > bottom || left > right) return {};
    const auto height = static_cast<std::size_t>(bottom - top + 1);
    const RowEnds ends({0, -top, bottom - top + 1}, turned_square(cosine, sine, 0.5 * (cells + 1)),
                       {0, left, right});
    const auto width = static_cast<std::size_t>(right - left + 1) + kernels::row_overhang;
    std::vector<float> across(2 * width);
    float* const down = across.data() + width;
    for (int j = left; j <= right; ++j) {
        across[static_cast<std::size_t>(j - left)] = static_cast<float>(j) * cosine;
        down[j - left] = static_cast<float>(j) * sine;
    }
    constexpr float middle = 0.5F * (cells + 1);
    std::vector<DescriptorRow> rows;
    rows.reserve(height);
    for (int i = top; i <= bottom; ++i) {
        const int first = ends.first[static_cast<std::size_t>(i - top)];
        const int last = ends.last[static_cast<std::size_t>(i - top)];
        if (first > last) continue;
        const int row = centre_y + i;
        const int column = centre_x + first;
        rows.push_back({{{layer.row(row - 1) + column, layer.row(row) + column, layer.row(row + 1) + column},
                         last - first + 1,
                         weights.data() + (first + radius),
                         *(weights.data() + (i + radius))},
                        across.data() + (first - left),
                        down + (first - left),
                        middle - static_cast<float>(i) * sine,
                        middle + static_cast<float>(i) * cosine});
    }
    return kernels::descriptor_sums(rows, turn);
}

}  // namespace sift
