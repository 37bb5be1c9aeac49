#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "sift/rounding.h"

namespace sift {

/// A span of whole numbers; empty when first > last.
struct Span {
    int first = 0;
    int last = -1;
};

/// Where rows of samples enter and leave the turned square of a descriptor: the samples at distance j from
/// its centre in row i with |j cosine - i sine| < half and |j sine + i cosine| < half, and now and then one
/// more at either end, as the kernels decide by the samples' own places.
class TurnedSquare {
  public:
    /// `half` the side in the unit of 1 / cosine, such as cells for a cosine divided by a cell's width.
    TurnedSquare(double cosine, double sine, double half)
        : across_(cosine, sine, half), down_(sine, -cosine, half) {}

    /// The columns of the row at distance i, of [lowest, highest], when the centre lies at column `centre`.
    [[nodiscard]] Span columns(double i, double centre, int lowest, int highest) const {
        const double from =
            std::max({static_cast<double>(lowest), centre + across_.from(i), centre + down_.from(i)});
        const double to =
            std::min({static_cast<double>(highest), centre + across_.to(i), centre + down_.to(i)});
        if (from > to) return {};
        return {floor_of(from + nearly_one), floor_of(to)};
    }

  private:
    /// Rounds up, but for what is as good as a whole number.
    static constexpr double nearly_one = 0.999;

    /// |j slope - i rise| < half, a little more for the roundings of that in single precision or in parts of
    /// a cell.
    struct Cut {
        Cut(double slope, double rise, double half)
            : per_row(slope == 0 ? 0 : rise / slope),
              reach(slope == 0 ? std::numeric_limits<double>::infinity() : (half + 2e-4) / std::abs(slope)) {}
        [[nodiscard]] double from(double i) const { return i * per_row - reach; }
        [[nodiscard]] double to(double i) const { return i * per_row + reach; }
        double per_row;
        double reach;
    };

    Cut across_;
    Cut down_;
};

}  // namespace sift
