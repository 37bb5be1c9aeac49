#include <fstream>
#include <string>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

namespace {

// A second picture: the first one without its borders.
void write_part(const ScriptedWindow& window) {
    const cv::Mat whole = cv::imread(window.picture().string());
    REQUIRE(cv::imwrite((window.folder() / "part.png").string(),
                        whole(cv::Rect(10, 12, whole.cols - 30, whole.rows - 24))));
}

const std::string choose_part = R"(
        click menu_file
        click menu_match_with
        set browser_path $DIR/part.png
        wait idle
)";

}  // namespace

TEST_CASE("two pictures: the window tells inliers of a fit, never right or wrong, as the command line does",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    write_part(window);
    const int status = window.run("wait idle\n" + choose_part + R"(
        expect other contains part.png
        expect right == null
        expect wrong == null
        expect precision == null
        expect homography_inliers > 20
        state $DIR/state.json
        set export_path $DIR/window.png
        key Ctrl+E
        wait idle
        click copy_command
        expect message contains --with
        set session_path $DIR/two.json
        key Ctrl+S
        wait idle
        click match_itself
        wait idle
        expect other == null
        expect right > 10
        key Ctrl+Z
        wait idle
        expect other contains part.png
        expect right == null
        key Ctrl+Shift+Z
        wait idle
        expect other == null
        open $DIR/two.json
        wait idle
        expect other contains part.png
        expect error == null
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    REQUIRE(
        run({SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--with",
             (window.folder() / "part.png").string(), "--output", (window.folder() / "command.png").string(),
             "--report", (window.folder() / "report.json").string(), "-q"}) == 0);
    CHECK((file_text(window.folder() / "window.png") == file_text(window.folder() / "command.png")));
    const auto on_screen = window.state("state.json");
    const auto report = window.state("report.json");
    for (const char* key : {"keypoints", "putative", "kept", "homography_inliers", "homography_estimated",
                            "angle_estimated", "command"}) {
        CAPTURE(key);
        CHECK(on_screen[key] == report[key]);
    }
    REQUIRE(run({SIFTSCOPE_PROGRAM, "run", (window.folder() / "two.json").string(), "--report",
                 (window.folder() / "run.json").string(), "-q"}) == 0);
    CHECK(window.state("run.json")["homography_inliers"] == report["homography_inliers"]);
}

TEST_CASE("two pictures: one that cannot be read leaves what is on screen", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    write_part(window);
    std::ofstream(window.folder() / "broken.png") << "no picture";
    const int status = window.run(R"(
        wait idle
        click menu_file
        click menu_match_with
        set browser_path $DIR/broken.png
        wait idle
        expect error contains broken.png
        expect other == null
        expect right > 10
        key Escape
    )" + choose_part + R"(
        expect other contains part.png
        click layout_overlay
        wait 0.2
        hover canvas_source 40,40
        hover canvas_rotated 40,40
        scroll canvas_source 60,50 4
        drag canvas_source 60,50 80,60
        wait 0.2
        open $DIR/part.png
        wait idle
        expect other == null
        expect right > 10
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}
