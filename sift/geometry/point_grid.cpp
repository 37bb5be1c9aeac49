#include "sift/geometry/point_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace sift {
namespace {

struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] double length() const { return high - low; }
};

bool finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

}  // namespace

PointGrid::PointGrid(std::span<const Point> points, double radius) : radius_(radius) {
    if (!(radius > 0) || !std::isfinite(radius))
        throw std::invalid_argument("the radius of a search must be a number > 0");
    Extent x;
    Extent y;
    std::size_t count = 0;
    for (const Point p : points) {
        if (!finite(p)) continue;
        x.include(p.x);
        y.include(p.y);
        ++count;
    }
    if (count == 0) return;
    // A little more than the radius: rounding must not carry a neighbour beyond the next cell. And about a
    // point a cell, even where the radius is tiny against the picture.
    const double per_side = std::ceil(std::sqrt(static_cast<double>(count)));
    cell_size_ = std::max(radius * (1 + 1e-9), std::max(x.length(), y.length()) / per_side);
    left_ = x.low;
    top_ = y.low;
    columns_ = static_cast<std::size_t>(x.length() / cell_size_) + 1;
    rows_ = static_cast<std::size_t>(y.length() / cell_size_) + 1;

    const auto cell_of = [&](Point p) {
        return static_cast<std::size_t>((p.y - top_) / cell_size_) * columns_ +
               static_cast<std::size_t>((p.x - left_) / cell_size_);
    };
    cell_begin_.assign(columns_ * rows_ + 1, 0);
    for (const Point p : points)
        if (finite(p)) ++cell_begin_[cell_of(p) + 1];
    for (std::size_t cell = 1; cell < cell_begin_.size(); ++cell) cell_begin_[cell] += cell_begin_[cell - 1];
    points_.resize(count);
    index_.resize(count);
    std::vector<std::size_t> next(cell_begin_.begin(), cell_begin_.end() - 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!finite(points[i])) continue;
        const std::size_t place = next[cell_of(points[i])]++;
        points_[place] = points[i];
        index_[place] = i;
    }
}

bool PointGrid::any_near(Point p) const {
    bool found = false;
    for_each_near(p, [&](std::size_t, double) { found = true; });
    return found;
}

double PointGrid::distance(Point a, Point b) {
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

PointGrid::CellRange PointGrid::cells_near(double value, double origin, std::size_t count) const {
    const double cell = std::floor((value - origin) / cell_size_);
    if (!(cell >= -1 && cell <= static_cast<double>(count))) return {0, 0};
    const double last = static_cast<double>(count) - 1;
    return {static_cast<std::size_t>(std::max(cell - 1, 0.0)),
            static_cast<std::size_t>(std::min(cell + 1, last)) + 1};
}

}  // namespace sift
