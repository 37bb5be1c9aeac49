#include "sift/quantile.h"

#include <algorithm>
#include <random>

#include "tests/support/catch.h"

TEST_CASE("quantile: by hand, between neighbours and at both ends, whatever the order", "[sift][quantile]") {
    const std::vector<double> values{40, 10, 30, 20};
    CHECK(sift::quantile(values, 0) == 10);
    CHECK(sift::quantile(values, 1) == 40);
    CHECK(sift::quantile(values, 0.5) == 25);             // place 1.5: half-way from 20 to 30
    CHECK(sift::quantile(values, 0.25) == Approx(17.5));  // place 0.75: three quarters from 10 to 20
    CHECK(sift::quantile({7}, 0.95) == 7);
}

TEST_CASE("median: the middle one, or the mean of the two in the middle", "[sift][quantile]") {
    CHECK(sift::median({3, 1, 2}) == 2);
    CHECK(sift::median({4, 1, 2, 3}) == 2.5);
    CHECK(sift::median({5, 5}) == 5);
}

TEST_CASE("quantile: agrees with its definition on the sorted values", "[sift][quantile]") {
    const unsigned seed = 4;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> any(-1, 1);
    for (const std::size_t count : {2U, 3U, 10U, 101U}) {
        std::vector<double> values(count);
        std::generate(values.begin(), values.end(), [&] { return any(random); });
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < count; ++i) {
            CAPTURE(count, i);
            const double q = static_cast<double>(i) / static_cast<double>(count - 1);
            CHECK(sift::quantile(values, q) == Approx(sorted[i]).margin(1e-12));
        }
    }
}
