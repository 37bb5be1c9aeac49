#include "app/model/angle_range.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "app/model/error.h"
#include "app/model/format_number.h"

namespace siftscope {
namespace {

constexpr double most_angles = 1e6;

std::string text_of(double start, double stop, double step) {
    return shortest_text(start) + ":" + shortest_text(stop) + ":" + shortest_text(step);
}

/// `value` to `decimals` digits after the point.
double rounded(double value, int decimals) {
    const std::string text = fixed_text(value, decimals);
    double result = value;
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

}  // namespace

std::vector<double> AngleRange::angles() const {
    const std::string range = "the range of angles " + text_of(start, stop, step);
    if (!std::isfinite(start) || !std::isfinite(stop) || !std::isfinite(step))
        throw UserError(range + " is endless; give START, STOP and STEP as finite numbers of degrees");
    if (step == 0) throw UserError(range + " has a step of 0 and never ends; give a STEP above 0");
    if (step < 0)
        throw UserError(range + " has a step below 0; give a STEP above 0 and the smaller angle first");
    if (stop < start)
        throw UserError(range + " is reversed and holds no angle; give " + text_of(stop, start, step));
    // A stop that is met but for the rounding of decimal steps is met.
    const double steps = std::floor((stop - start) / step * (1 + 1e-12) + 1e-9);
    if (!(steps < most_angles))
        throw UserError(range +
                        " is as good as endless: it holds more than a million angles; give a larger STEP");

    const double largest = std::max({std::abs(start), std::abs(stop), step});
    const int decimals = std::clamp(14 - static_cast<int>(std::floor(std::log10(largest))), 0, 300);
    std::vector<double> angles;
    for (double i = 0; i <= steps; ++i) angles.push_back(rounded(start + i * step, decimals));
    return angles;
}

}  // namespace siftscope
