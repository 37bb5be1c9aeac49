#include "app/files/read_picture.h"
#include "app/model/resampling_error.h"
#include "app/model/rotate_picture.h"
#include "tests/support/catch.h"
#include "tests/window/scripted.h"

TEST_CASE("error map: the overlay shows what turning has done, with the numbers that are measured",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        set angle 33
        set interpolation linear
        click layout_overlay
        expect error_map == null
        set error_map on
        wait idle
        expect view.error_map == true
        expect error_map.rms > 0
        state $DIR/linear.json
        shot $DIR/linear.png
        set angle 90
        wait idle
        expect error_map.largest == 0
        click layout_side_by_side
        expect error_map == null
    )");
    siftscope::Settings settings;
    settings.angle = 33;
    settings.interpolation = sift::Interpolation::linear;
    const auto picture = siftscope::read_picture(window.picture().string());
    const auto expected = siftscope::resampling_error(picture, siftscope::rotate_picture(*picture, settings),
                                                      settings.interpolation);
    const auto shown = window.state("linear.json")["error_map"];
    CHECK(shown["rms"] == expected->rms);
    CHECK(shown["p99"] == expected->p99);
    CHECK(shown["largest"] == expected->largest);
}
