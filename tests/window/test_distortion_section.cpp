#include <string>

#include "tests/support/catch.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

TEST_CASE("distortions: set in the window they give the numbers of the copied command", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        state $DIR/start.json
        set scale 0.75
        set blur 0.6
        set gain 1.25
        set brightness -20
        set noise 4
        set seed 11
        set jpeg 70
        set region on
        set region_x 20
        set region_width 150
        set min_size 3
        wait idle
        expect scale_true == 0.75
        expect settings.jpeg == 70
        state $DIR/state.json
        click copy_command
        expect message contains --scale 0.75 --blur 0.6 --gain 1.25 --brightness -20 --noise 4 --seed 11 --jpeg 70
        expect message contains --region 20,
        click defaults_distortion
        click defaults_filter
        wait idle
        expect scale_true == 1
        state $DIR/end.json
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    const auto on_screen = window.state("state.json");
    const auto& region = on_screen["settings"]["region"];
    std::string region_word;
    for (const auto& number : region)
        region_word += (region_word.empty() ? "" : ",") + std::to_string(number.get<int>());
    REQUIRE(run({SIFTSCOPE_PROGRAM,
                 "match",
                 window.picture().string(),
                 "--angle",
                 "30",
                 "--scale",
                 "0.75",
                 "--blur",
                 "0.6",
                 "--gain",
                 "1.25",
                 "--brightness",
                 "-20",
                 "--noise",
                 "4",
                 "--seed",
                 "11",
                 "--jpeg",
                 "70",
                 "--region",
                 region_word,
                 "--min-size",
                 "3",
                 "--report",
                 (window.folder() / "report.json").string(),
                 "-q"}) == 0);
    const auto report = window.state("report.json");
    for (const char* key :
         {"keypoints", "not_visible", "putative", "kept", "right", "wrong", "precision", "recall",
          "repeatability", "angle_estimated", "scale_estimated", "rotated_from_source", "settings"}) {
        CAPTURE(key);
        CHECK(on_screen[key] == report[key]);
    }
    const auto start = window.state("start.json");
    const auto end = window.state("end.json");
    CHECK(end["kept"] == start["kept"]);
    CHECK(end["settings"] == start["settings"]);
    // The original was never detected again.
    CHECK(end["timings_ms"]["detect_1"] == start["timings_ms"]["detect_1"]);
}
