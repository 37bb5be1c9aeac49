#include "sift/point_descriptor.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/elementary.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/normalize_descriptor.h"
#include "sift/point_window.h"
#include "sift/rounding.h"
#include "sift/turned_square.h"

namespace sift {
namespace {

constexpr double cell_sigmas = 3;   ///< side of a cell, in keypoint sigmas
constexpr double window_cells = 2;  ///< standard deviation of the weights: half the square's width
/// Half the side of the square in which samples count, in cells: one more cell than the descriptor has.
constexpr double half_square = 0.5 * (kernels::descriptor_cells + 1);

/// Keypoint angles turn clockwise, gradients counter-clockwise. A quarter turn is a whole number of units.
std::int16_t units_of(double counter_clockwise_degrees) {
    return static_cast<std::int16_t>(nearest_of(counter_clockwise_degrees * kernels::eighth_turn / 45));
}

/// What kernels are told of each row and column of a window, in one piece of memory.
class WindowTables {
  public:
    WindowTables(const PointWindow& across, const PointWindow& down)
        : columns_(across.size() + overhang),
          rows_(down.size() + overhang),
          numbers_(static_cast<std::size_t>(3 * (columns_ + rows_))) {}

    [[nodiscard]] std::int16_t* of_columns(int table) { return numbers_.data() + table * columns_; }
    [[nodiscard]] std::int16_t* of_rows(int table) { return numbers_.data() + 3 * columns_ + table * rows_; }

  private:
    static constexpr auto overhang = static_cast<std::ptrdiff_t>(kernels::level_overhang);
    std::ptrdiff_t columns_, rows_;
    std::vector<std::int16_t> numbers_;
};

}  // namespace

Descriptor describe_point(const LevelGradients& gradients, const LevelPoint& point, double angle) {
    return normalize_descriptor(point_descriptor_sums(gradients, point, angle));
}

kernels::DescriptorSums point_descriptor_sums(const LevelGradients& gradients, const LevelPoint& point,
                                              double angle) {
    const double turn = angle == 0 ? 0 : 360 - angle;
    const double cell_width = cell_sigmas * point.sigma;
    const SineCosine direction = sine_cosine(turn);

    const double half = half_square * cell_width;
    const double reach = half * (std::abs(direction.cosine) + std::abs(direction.sine));
    const PointWindow across =
        point_window(point.x, reach, gradient_border, gradients.width() - 1 - gradient_border);
    const PointWindow down =
        point_window(point.y, reach, gradient_border, gradients.height() - 1 - gradient_border);
    if (across.empty() || down.empty()) return {};

    WindowTables tables(across, down);
    const float rate = gaussian_rate(window_cells * cell_width);
    std::int16_t* const column_weights = tables.of_columns(0);
    std::int16_t* const row_weights = tables.of_rows(0);
    kernels::gaussian_weights(across.side(), rate, column_weights);
    kernels::gaussian_weights(down.side(), rate, row_weights);
    // Each term of a place is rounded by itself, so that it is the same number wherever a quarter turn takes
    // it. Places are told from the middle of the cells before the first ones.
    constexpr double parts = 1 << kernels::cell_bits;
    const auto cosine = static_cast<float>(direction.cosine * parts / cell_width);
    const auto sine = static_cast<float>(direction.sine * parts / cell_width);
    kernels::turned_places(across.side(), {cosine, sine}, 0, tables.of_columns(1), tables.of_columns(2));
    kernels::turned_places(down.side(), {-sine, cosine}, static_cast<std::int16_t>(half_square * parts),
                           tables.of_rows(1), tables.of_rows(2));

    const RowEnds ends(
        down.side(), turned_square(direction.cosine / cell_width, direction.sine / cell_width, half_square),
        {static_cast<float>(across.beyond), across.first - across.nearest, across.last - across.nearest});

    std::vector<kernels::PointDescriptorRow> rows;
    rows.reserve(static_cast<std::size_t>(down.size()));
    for (int k = 0; k < down.size(); ++k) {
        const int first = ends.first[static_cast<std::size_t>(k)];
        const int last = ends.last[static_cast<std::size_t>(k)];
        if (first > last) continue;
        const int left = across.nearest + first;
        const int skipped = left - across.first;
        const int y = down.first + k;
        rows.push_back({{gradients.length.row(y) + left, gradients.direction.row(y) + left, last - first + 1,
                         column_weights + skipped, row_weights[k]},
                        tables.of_columns(1) + skipped,
                        tables.of_columns(2) + skipped,
                        tables.of_rows(1)[k],
                        tables.of_rows(2)[k]});
    }
    return kernels::point_descriptor_sums(rows, units_of(turn));
}

}  // namespace sift
