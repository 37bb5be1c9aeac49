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

/// Places in the turned square, rounded to parts of a cell. Each term is rounded by itself, so that it is the
/// same number wherever a quarter turn takes it.
class CellPlaces {
  public:
    CellPlaces(const SineCosine& direction, double cell_width)
        : cosine_(direction.cosine * parts / cell_width), sine_(direction.sine * parts / cell_width) {}

    [[nodiscard]] static std::int16_t along(double distance, double parts_per_sample) {
        return static_cast<std::int16_t>(nearest_of(distance * parts_per_sample));
    }
    /// The same from the middle of the cells before the first ones.
    [[nodiscard]] static std::int16_t from_first(double distance, double parts_per_sample) {
        return static_cast<std::int16_t>(along(distance, parts_per_sample) +
                                         static_cast<int>(half_square * parts));
    }
    [[nodiscard]] double cosine() const { return cosine_; }
    [[nodiscard]] double sine() const { return sine_; }

  private:
    static constexpr double parts = 1 << kernels::cell_bits;
    double cosine_;
    double sine_;
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
    const WindowFall fall(window_cells * cell_width);
    const PointWindow across =
        point_window(point.x, fall, reach, gradient_border, gradients.width() - 1 - gradient_border);
    const PointWindow down =
        point_window(point.y, fall, reach, gradient_border, gradients.height() - 1 - gradient_border);
    if (across.empty() || down.empty()) return {};
    const CellPlaces places(direction, cell_width);
    std::vector<std::int16_t> column_across(across.size() + kernels::level_overhang);
    std::vector<std::int16_t> column_down(column_across.size());
    for (std::size_t k = 0; k < across.size(); ++k) {
        const double j = across.first + static_cast<int>(k) - point.x;
        column_across[k] = CellPlaces::along(j, places.cosine());
        column_down[k] = CellPlaces::along(j, places.sine());
    }

    const TurnedSquare square(direction.cosine / cell_width, direction.sine / cell_width, half_square);
    std::vector<kernels::PointDescriptorRow> rows;
    rows.reserve(down.size());
    for (int y = down.first; y <= down.last; ++y) {
        const double i = y - point.y;
        const auto [left, right] = square.columns(i, point.x, across.first, across.last);
        if (left > right) continue;
        const auto skipped = static_cast<std::size_t>(left - across.first);
        rows.push_back(
            {{gradients.length.row(y) + left, gradients.direction.row(y) + left, right - left + 1,
              across.weights.data() + skipped, down.weights[static_cast<std::size_t>(y - down.first)]},
             column_across.data() + skipped,
             column_down.data() + skipped,
             CellPlaces::from_first(-i, places.sine()),
             CellPlaces::from_first(i, places.cosine())});
    }
    return kernels::point_descriptor_sums(rows, units_of(turn));
}

}  // namespace sift
