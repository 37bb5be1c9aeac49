#include "sift/point_descriptor.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "sift/elementary.h"
#include "sift/kernels/gradient.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/normalize_descriptor.h"
#include "sift/point_window.h"
#include "sift/turned_square.h"

namespace sift {
namespace {

constexpr double cell_sigmas = 3;   ///< side of a cell, in keypoint sigmas
constexpr double window_cells = 2;  ///< standard deviation of the weights: half the square's width
/// Half the side of the square in which samples count, in cells: one more cell than the descriptor has.
constexpr double half_square = 0.5 * (kernels::descriptor_cells + 1);

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

kernels::DescriptorSums point_descriptor_sums(const IntegerImage& level, const LevelPoint& point,
                                              double angle, const kernels::GradientWeights& gradient) {
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
    if (across.empty() || down.empty()) return {};
    std::vector<float> j(across.size() + kernels::row_overhang);
    for (std::size_t k = 0; k < across.size(); ++k)
        j[k] = static_cast<float>(across.first + static_cast<int>(k) - point.x);

    const TurnedSquare square(frame.cosine, frame.sine, half_square);
    std::vector<kernels::PointDescriptorRow> rows;
    rows.reserve(down.size());
    for (int y = down.first; y <= down.last; ++y) {
        const double i = y - point.y;
        const auto [left, right] = square.columns(i, point.x, across.first, across.last);
        if (left > right) continue;
        const auto skipped = static_cast<std::size_t>(left - across.first);
        rows.push_back({{five_rows(level, left, y), right - left + 1, across.weights.data() + skipped,
                         down.weights[static_cast<std::size_t>(y - down.first)]},
                        j.data() + skipped,
                        static_cast<float>(i)});
    }
    return kernels::point_descriptor_sums(rows, frame, gradient);
}

}  // namespace sift
