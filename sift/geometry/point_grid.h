#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sift/geometry/point.h"

namespace sift {

/// Points sorted into square cells, to find those within a fixed radius without looking at all.
/// Points that are not finite are never found.
class PointGrid {
  public:
    /// Throws std::invalid_argument unless radius > 0 and finite.
    PointGrid(std::span<const Point> points, double radius);

    /// Calls visit(index, distance) for each point within the radius of `p`, the radius itself included.
    template <class Visit>
    void for_each_near(Point p, Visit visit) const {
        const CellRange x = cells_near(p.x, left_, columns_);
        const CellRange y = cells_near(p.y, top_, rows_);
        for (std::size_t row = y.begin; row < y.end; ++row)
            for (std::size_t column = x.begin; column < x.end; ++column) {
                const std::size_t cell = row * columns_ + column;
                for (std::size_t i = cell_begin_[cell]; i < cell_begin_[cell + 1]; ++i) {
                    const double d = distance(points_[i], p);
                    if (d <= radius_) visit(index_[i], d);
                }
            }
    }

    [[nodiscard]] bool any_near(Point p) const;

  private:
    struct CellRange {
        std::size_t begin;
        std::size_t end;
    };

    [[nodiscard]] static double distance(Point a, Point b);
    [[nodiscard]] CellRange cells_near(double value, double origin, std::size_t count) const;

    double radius_;
    double cell_size_ = 1;
    double left_ = 0;
    double top_ = 0;
    std::size_t columns_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::size_t> cell_begin_;  ///< of each cell in points_ and index_, and one past the last
    std::vector<Point> points_;            ///< in the order of their cells
    std::vector<std::size_t> index_;       ///< of points_ in what was given
};

}  // namespace sift
