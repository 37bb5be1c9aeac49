#pragma once

#include <string>
#include <vector>

namespace siftscope::plot {

/// A value that an axis names.
struct Tick {
    double value = 0;
    std::string label;

    friend bool operator==(const Tick&, const Tick&) = default;
};

enum class Scale { linear, logarithmic };

/// A range of values along one side of a plot, and where it is named. What is drawn is left to others:
/// pixels, vectors or a window.
struct Axis {
    std::string title;  ///< with its unit
    Scale scale = Scale::linear;
    double low = 0;
    double high = 1;
    std::vector<Tick> ticks;  ///< ascending, within the range

    /// Where `value` lies from `low` (0) to `high` (1); values beyond are held at the ends.
    [[nodiscard]] double share(double value) const;
    /// The value at a share of the way; shares beyond 0 and 1 are held at the ends.
    [[nodiscard]] double value_at(double share) const;
};

/// An axis that holds low..high and begins and ends at ticks: at multiples of 1, 2 or 5 times a power of ten,
/// at most `most` (>= 2) steps. A range without length is widened.
[[nodiscard]] Axis linear_axis(std::string title, double low, double high, int most);

/// An axis of exactly low..high degrees with ticks at multiples of 1, 2, 5, 10, 15, 30, 45, 90, 180 or 360
/// (below 1 and above 360 as linear_axis), at most `most` steps. A range without length is widened by a
/// degree each way.
[[nodiscard]] Axis degree_axis(std::string title, double low, double high, int most);

/// An axis of whole powers of ten that holds low..high, both above 0, with a tick at each, or at every
/// second, third, ... when there would be more than `most`.
[[nodiscard]] Axis log_axis(std::string title, double low, double high, int most);

}  // namespace siftscope::plot
