#include "app/views/canvas_graphics.h"
#include "app/window/frame_times.h"
#include "tests/support/catch.h"

using namespace siftscope;

TEST_CASE("frame times: median, 99th percentile and worst of what was added", "[window]") {
    FrameTimes times;
    CHECK(times.frame_ms()["count"] == 0);
    CHECK(times.frame_ms()["median"].is_null());
    for (int i = 1; i <= 101; ++i) times.add_frame(i / 1000.0);
    CHECK(times.frame_ms()["count"] == 101);
    CHECK(times.frame_ms()["median"].get<double>() == Approx(51));
    CHECK(times.frame_ms()["p99"].get<double>() == Approx(100));
    CHECK(times.frame_ms()["worst"].get<double>() == Approx(101));
    for (int i = 0; i < 6000; ++i) times.add_frame(0.002);
    CHECK(times.frame_ms()["worst"].get<double>() == Approx(2));  // the old ones are forgotten
    times.restart(5);
    CHECK(times.frame_ms()["count"] == 0);
}

TEST_CASE("frame times: an update lasts from the last edit until both picture and matches are exact",
          "[window]") {
    FrameTimes times;
    const int first = 0;
    const int second = 0;
    times.follow(1.0, true, false, false, nullptr);
    CHECK(times.update_ms(1.0)["picture"].is_null());
    times.follow(1.1, true, false, false, nullptr);
    times.follow(1.3, false, true, false, &first);
    CHECK(times.update_ms(1.3)["picture"].get<double>() == Approx(200));
    CHECK(times.update_ms(1.3)["matches"].is_null());
    times.follow(1.6, false, true, true, &second);
    times.follow(1.9, false, true, true, &second);
    const auto update = times.update_ms(2.0);
    CHECK(update["picture"].get<double>() == Approx(200));
    CHECK(update["matches"].get<double>() == Approx(500));
    CHECK(update["results"] == 2);
    CHECK(update["seconds"].get<double>() == Approx(2));
}

TEST_CASE("canvas graphics: a texture has at least a pixel for each of the window, and small pictures all",
          "[views]") {
    CHECK(texture_level(1000, 1000, 0.1) == 0);
    for (const double zoom : {0.03, 0.11, 0.125, 0.2, 0.25, 0.3, 0.49}) {
        CAPTURE(zoom);
        const int level = texture_level(4000, 4000, zoom);
        const double texels = 1.0 / (1 << level);  // for one pixel of the picture
        CHECK(texels >= zoom);
        CHECK(texels < 2 * zoom);
    }
    CHECK(texture_level(4000, 4000, 0.5) == 0);
    CHECK(texture_level(4000, 4000, 8) == 0);
}
