#include "app/drawing/plot_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/model/format_number.h"

namespace siftscope::plot {
namespace {

// Steps are compared with ranges that were computed: a share of a step that is taken for none.
constexpr double rounding = 1e-9;

/// The smallest of 1, 2, 5, 10, 20, ... (any power of ten) that is at least `least`.
double round_step(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least) + rounding));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * (1 - rounding)) return factor * power;
    return 10 * power;
}

/// Digits after the point that tell the multiples of `step` apart.
int decimals_of(double step) {
    return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - rounding)));
}

/// The multiples of `step` from low to high.
std::vector<Tick> multiples(double low, double high, double step) {
    std::vector<Tick> ticks;
    const double first = std::ceil(low / step - rounding);
    const double last = std::floor(high / step + rounding);
    for (double k = first; k <= last; ++k)
        ticks.push_back({k * step + 0.0, fixed_text(k * step, decimals_of(step))});
    return ticks;
}

/// "0.001", "10", and beyond what is easily counted "1e-4".
std::string power_of_ten(int power) {
    return std::abs(power) <= 3 ? fixed_text(std::pow(10.0, power), std::max(0, -power))
                                : "1e" + std::to_string(power);
}

}  // namespace

double Axis::share(double value) const {
    if (scale == Scale::logarithmic) {
        if (!(value > low)) return 0;
        return std::min(1.0, std::log(value / low) / std::log(high / low));
    }
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

double Axis::value_at(double share) const {
    const double held = std::clamp(share, 0.0, 1.0);
    if (scale == Scale::logarithmic) return low * std::pow(high / low, held);
    return low + held * (high - low);
}

Axis linear_axis(std::string title, double low, double high, int most) {
    if (!(high > low)) {
        const double margin = low != 0 ? std::abs(low) / 10 : 1;
        low -= margin;
        high += margin;
    }
    // Widening to whole steps may add one: then the next step will do.
    for (double step = round_step((high - low) / most);; step = round_step(step * 1.5)) {
        const double first = std::floor(low / step + rounding);
        const double last = std::ceil(high / step - rounding);
        if (last - first > most) continue;
        Axis axis{std::move(title), Scale::linear, first * step, last * step, {}};
        axis.ticks = multiples(axis.low, axis.high, step);
        return axis;
    }
}

Axis degree_axis(std::string title, double low, double high, int most) {
    if (!(high > low)) {
        low -= 1;
        high += 1;
    }
    constexpr std::array<double, 10> steps{1, 2, 5, 10, 15, 30, 45, 90, 180, 360};
    const double least = (high - low) / most;
    double step = round_step(least);
    if (least > 0.5 && least <= steps.back())
        step =
            *std::find_if(steps.begin(), steps.end(), [&](double s) { return s >= least * (1 - rounding); });
    return {std::move(title), Scale::linear, low, high, multiples(low, high, step)};
}

Axis log_axis(std::string title, double low, double high, int most) {
    const int first = static_cast<int>(std::floor(std::log10(low) + rounding));
    const int last = std::max(first + 1, static_cast<int>(std::ceil(std::log10(high) - rounding)));
    const int stride = (last - first + most - 1) / most;
    Axis axis{std::move(title), Scale::logarithmic, std::pow(10.0, first), std::pow(10.0, last), {}};
    for (int power = first; power <= last; power += stride)
        axis.ticks.push_back({std::pow(10.0, power), power_of_ten(power)});
    return axis;
}

}  // namespace siftscope::plot
