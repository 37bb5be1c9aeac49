#include "sift/point_descriptor.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sift/elementary.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/normalize_descriptor.h"
#include "sift/point_window.h"

namespace sift {
namespace {

constexpr double cell_sigmas = 3;   ///< side of a cell, in keypoint sigmas
constexpr double window_cells = 2;  ///< standard deviation of the weights: half the square's width
constexpr int cells = kernels::descriptor_cells;
constexpr int directions = kernels::descriptor_directions;
/// Half the side of the square in which samples count, in cells: one more cell than the descriptor has.
constexpr double half_square = 0.5 * (cells + 1);

/// Drops the margin and joins the extra bin with the first one: directions are circular.
std::array<float, 128> join(const kernels::IntegerDescriptorHistogram& padded) {
    std::array<float, 128> out{};
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            const int cell = (row + 1) * kernels::IntegerDescriptorHistogram::cells + column + 1;
            const std::int32_t* bin = padded.entry.data() + cell * kernels::IntegerDescriptorHistogram::bins;
            float* to = out.data() + (row * cells + column) * directions;
            for (int k = 0; k < directions; ++k) to[k] = static_cast<float>(bin[k]);
            to[0] = static_cast<float>(bin[0] + bin[directions]);
        }
    return out;
}

/// Keypoint angles turn clockwise, gradients counter-clockwise. A quarter turn is a whole number of units.
std::int32_t units_of(double counter_clockwise_degrees) {
    const auto units =
        static_cast<std::int32_t>(std::nearbyint(counter_clockwise_degrees * (kernels::full_turn / 360.0)));
    return units % kernels::full_turn;
}

}  // namespace

Descriptor describe_point(const IntegerImage& level, const LevelPoint& point, double angle,
                          const kernels::GradientWeights& gradient) {
    return normalize_descriptor(point_descriptor_sums(level, point, angle, gradient));
}

std::array<float, 128> point_descriptor_sums(const IntegerImage& level, const LevelPoint& point, double angle,
                                             const kernels::GradientWeights& gradient) {
    const double turn = angle == 0 ? 0 : 360 - angle;
    const double cell_width = cell_sigmas * point.sigma;
    const SineCosine direction = sine_cosine(turn);
    const kernels::PointFrame frame{static_cast<float>(direction.cosine / cell_width),
                                    static_cast<float>(direction.sine / cell_width), units_of(turn)};

    const double half = half_square * cell_width;
    const double reach = half * (std::abs(direction.cosine) + std::abs(direction.sine));
    const double window_sigma = window_cells * cell_width;
    const PointWindow across = point_window(point.x, window_sigma, reach, 2, level.width() - 3);
    const PointWindow down = point_window(point.y, window_sigma, reach, 2, level.height() - 3);
    if (across.weights.empty()) return {};
    std::vector<float> j(across.weights.size());
    for (std::size_t k = 0; k < j.size(); ++k)
        j[k] = static_cast<float>(across.first + static_cast<int>(k) - point.x);
    std::vector<float> magnitude(j.size());
    std::vector<std::int32_t> directions_of_row(j.size());

    kernels::IntegerDescriptorHistogram histogram;
    for (int y = down.first; y <= down.last; ++y) {
        const double i = y - point.y;
        // Where the row enters and leaves the turned square, |j cos - i sin| < half and |j sin + i cos| <
        // half, a little wider: the kernel decides by the samples' own places.
        double from = -reach;
        double to = reach;
        const auto cut = [&](double slope, double at) {
            if (std::abs(slope) < 1e-9) return;
            from = std::max(from, at / slope - half / std::abs(slope));
            to = std::min(to, at / slope + half / std::abs(slope));
        };
        cut(direction.cosine, i * direction.sine);
        cut(direction.sine, -i * direction.cosine);
        const int left = std::max(across.first, static_cast<int>(std::floor(point.x + from)));
        const int right = std::min(across.last, static_cast<int>(std::ceil(point.x + to)));
        if (left > right) continue;
        const int n = right - left + 1;
        kernels::integer_gradients({{level.row(y - 2) + left, level.row(y - 1) + left, level.row(y) + left,
                                     level.row(y + 1) + left, level.row(y + 2) + left}},
                                   n, gradient, magnitude.data(), directions_of_row.data());
        const auto skipped = static_cast<std::size_t>(left - across.first);
        kernels::add_point_descriptor_row(
            {magnitude.data(), directions_of_row.data(), n, j.data() + skipped, static_cast<float>(i),
             across.weights.data() + skipped, down.weights[static_cast<std::size_t>(y - down.first)]},
            frame, histogram);
    }
    return join(histogram);
}

}  // namespace sift
