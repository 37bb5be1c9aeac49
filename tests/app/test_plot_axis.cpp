#include "app/drawing/plot_axis.h"

#include <cmath>
#include <random>

#include "tests/support/catch.h"

using namespace siftscope::plot;

namespace {

std::vector<std::string> labels_of(const Axis& axis) {
    std::vector<std::string> labels;
    for (const Tick& tick : axis.ticks) labels.push_back(tick.label);
    return labels;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("axis: round steps around the values, by hand", "[app][plot]") {
    CHECK(labels_of(linear_axis("", 73.2, 100, 6)) == Labels{"70", "75", "80", "85", "90", "95", "100"});
    CHECK(labels_of(linear_axis("", 0, 0.43, 6)) == Labels{"0.0", "0.1", "0.2", "0.3", "0.4", "0.5"});
    CHECK(labels_of(linear_axis("", 0, 1, 5)) == Labels{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(labels_of(linear_axis("", -3, 12, 4)) == Labels{"-5", "0", "5", "10", "15"});
    CHECK(labels_of(linear_axis("", 0, 0.0021, 4)) == Labels{"0.000", "0.001", "0.002", "0.003"});
    CHECK(labels_of(linear_axis("", 99, 100, 6)) == Labels{"99.0", "99.2", "99.4", "99.6", "99.8", "100.0"});
    CHECK(labels_of(linear_axis("", 7e6, 1.9e7, 3)) == Labels{"5000000", "10000000", "15000000", "20000000"});
}

TEST_CASE("axis: a range without length still has two ends", "[app][plot]") {
    for (const double value : {0.0, 100.0, -2.5, 1e-9}) {
        CAPTURE(value);
        const Axis axis = linear_axis("", value, value, 5);
        CHECK(axis.low < value);
        CHECK(axis.high > value);
        CHECK(axis.ticks.size() >= 2);
    }
    CHECK(degree_axis("", 30, 30, 8).low == 29);
    CHECK(degree_axis("", 30, 30, 8).high == 31);
    CHECK(log_axis("", 0.01, 0.01, 5).high == Approx(0.1));
}

TEST_CASE("axis: holds what it is for, ends at ticks, and has no more steps than asked for", "[app][plot]") {
    const unsigned seed = 9;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> exponent(-6, 6), share(0, 1);
    for (int i = 0; i < 2000; ++i) {
        const double length = std::pow(10.0, exponent(random));
        const double low = (share(random) - 0.5) * 10 * length;
        const int most = 2 + i % 9;
        const Axis axis = linear_axis("", low, low + length, most);
        CAPTURE(low, length, most);
        CHECK(axis.low <= low + 1e-8 * length);
        CHECK(axis.high >= low + length - 1e-8 * length);
        CHECK(axis.ticks.size() >= 2);
        CHECK(axis.ticks.size() <= static_cast<std::size_t>(most) + 1);
        CHECK(axis.ticks.front().value == Approx(axis.low).margin(1e-9 * length));
        CHECK(axis.ticks.back().value == Approx(axis.high).margin(1e-9 * length));
        for (std::size_t k = 1; k < axis.ticks.size(); ++k)
            CHECK(axis.ticks[k].label != axis.ticks[k - 1].label);
    }
}

TEST_CASE("axis: degrees at the angles that people count in", "[app][plot]") {
    CHECK(labels_of(degree_axis("", 0, 360, 8)) ==
          Labels{"0", "45", "90", "135", "180", "225", "270", "315", "360"});
    CHECK(labels_of(degree_axis("", 0, 345, 8)).back() == "315");
    CHECK(labels_of(degree_axis("", 0, 90, 6)) == Labels{"0", "15", "30", "45", "60", "75", "90"});
    CHECK(labels_of(degree_axis("", -7, 7, 3)) == Labels{"-5", "0", "5"});
    CHECK(labels_of(degree_axis("", 0, 1, 5)) == Labels{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(labels_of(degree_axis("", 0, 3600, 4)) == Labels{"0", "1000", "2000", "3000"});
    CHECK(degree_axis("", 3, 344, 8).low == 3);
    CHECK(degree_axis("", 3, 344, 8).high == 344);
}

TEST_CASE("axis: powers of ten", "[app][plot]") {
    CHECK(labels_of(log_axis("", 3e-5, 0.02, 6)) == Labels{"1e-5", "1e-4", "0.001", "0.01", "0.1"});
    CHECK(labels_of(log_axis("", 1e-6, 1, 3)) == Labels{"1e-6", "1e-4", "0.01", "1"});
    CHECK(labels_of(log_axis("", 1, 1e5, 6)) == Labels{"1", "10", "100", "1000", "1e4", "1e5"});
}

TEST_CASE("axis: places values between its ends, by their logarithm where it is asked for", "[app][plot]") {
    const Axis linear = linear_axis("", 0, 10, 5);
    CHECK(linear.share(0) == 0);
    CHECK(linear.share(2.5) == Approx(0.25));
    CHECK(linear.share(99) == 1);
    CHECK(linear.share(-99) == 0);
    const Axis log = log_axis("", 1e-4, 1, 5);
    CHECK(log.share(0.01) == Approx(0.5));
    CHECK(log.share(1) == Approx(1));
    CHECK(log.share(0) == 0);
    CHECK(log.share(-1) == 0);
}
