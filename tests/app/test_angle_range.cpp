#include "app/model/angle_range.h"

#include <limits>

#include "app/model/error.h"
#include "tests/support/catch.h"

using siftscope::AngleRange;
using Angles = std::vector<double>;

TEST_CASE("angle range: start, steps and the stop itself", "[app][sweep]") {
    CHECK(AngleRange{0, 90, 30}.angles() == Angles{0, 30, 60, 90});
    CHECK(AngleRange{0, 100, 30}.angles() == Angles{0, 30, 60, 90});
    CHECK(AngleRange{-15, 15, 15}.angles() == Angles{-15, 0, 15});
    CHECK(AngleRange{45, 45, 10}.angles() == Angles{45});
    CHECK(AngleRange{0, 10, 45}.angles() == Angles{0});
    CHECK(AngleRange{350, 370, 10}.angles() == Angles{350, 360, 370});
}

TEST_CASE("angle range: decimal steps give the decimal numbers that are meant, the last included",
          "[app][sweep]") {
    // 0.1 has no exact double: 3 * 0.1 is 0.30000000000000004 and ten steps from -0.5 miss 0.5.
    CHECK(AngleRange{0, 0.7, 0.1}.angles() == Angles{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7});
    CHECK(AngleRange{-0.5, 0.5, 0.1}.angles().size() == 11);
    CHECK(AngleRange{-0.5, 0.5, 0.1}.angles()[5] == 0);
    const Angles tenths = AngleRange{0, 360, 0.1}.angles();
    REQUIRE(tenths.size() == 3601);
    CHECK(tenths[3599] == 359.9);
    CHECK(tenths.back() == 360);
    CHECK(AngleRange{30, 30.000001, 0.0000005}.angles() == Angles{30, 30.0000005, 30.000001});
}

TEST_CASE("angle range: reversed, endless and standing ones are refused", "[app][sweep]") {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const AngleRange& range :
         {AngleRange{90, 0, 15}, AngleRange{0, 90, 0}, AngleRange{0, 90, -15}, AngleRange{90, 0, -15},
          AngleRange{0, infinity, 15}, AngleRange{0, 90, nan}, AngleRange{0, 360, 1e-9},
          AngleRange{0, 1e300, 1e-300}, AngleRange{-infinity, 0, 1}}) {
        CAPTURE(range.start, range.stop, range.step);
        CHECK_THROWS_AS(range.angles(), siftscope::UserError);
    }
}
