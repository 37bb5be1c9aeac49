#include <fstream>
#include <string>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/support/soon.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;

TEST_CASE("play: the picture turns by itself, an edit stops it, and one undo goes back to its start",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        key Space
        wait until settings.angle > 31
        expect playing == true
        set ratio 0.7
        wait idle
        expect playing == false
        state $DIR/stopped.json
        wait 0.3
        state $DIR/later.json
        key Ctrl+Z
        wait idle
        key Ctrl+Z
        wait idle
        expect settings.angle == 30
        click play
        wait until settings.angle > 30
        expect playing == true
        click play
        wait idle
        expect playing == false
        expect settings.angle > 30
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    CHECK(window.state("stopped.json")["settings"]["angle"] ==
          window.state("later.json")["settings"]["angle"]);
}

TEST_CASE("region: its corner is dragged on the original, its edges too, and undo takes that back",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        set region on
        set region_x 20
        set region_y 10
        set region_width 100
        set region_height 80
        wait idle
        drag canvas_source 119.5,89.5 99.5,69.5
        wait idle
        expect settings.region.0 == 20
        expect settings.region.2 == 80
        expect settings.region.3 == 60
        drag canvas_source 19.5,40 29.5,40
        wait idle
        expect settings.region.0 == 30
        expect settings.region.2 == 70
        expect settings.region.1 == 10
        key Ctrl+Z
        wait idle
        expect settings.region.0 == 20
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("exports: the turned picture and the animation are those of the command line", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        set angle 20
        set noise 3
        set export_path $DIR/a.png
        click export_turned
        wait idle
        expect message contains a-turned.png
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    REQUIRE(run({SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--angle", "20", "--noise", "3",
                 "--rotated", (window.folder() / "b.png").string(), "-q"}) == 0);
    CHECK((file_text(window.folder() / "a-turned.png") == file_text(window.folder() / "b.png")));
}

TEST_CASE("exports: an animation that is given up leaves no frames", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        set export_path $DIR/a.png
        click export_animation
        wait 0.3
        click export_animation
        wait idle
        expect message contains given up
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    CHECK_FALSE(fs::exists(window.folder() / "a-frames"));
}

TEST_CASE("reload: a picture that changes on disk is told, and read again when asked", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const fs::path file = window.folder() / "changing.png";
    const cv::Mat whole = cv::imread(window.picture().string());
    REQUIRE(cv::imwrite(file.string(), whole));
    const auto child = window.start(R"(
        open $DIR/changing.png
        wait idle
        set angle 50
        wait idle
        wait 1.3
        expect changed_on_disk == false
        state $DIR/before.json
        wait until changed_on_disk == true
        click reload
        wait idle
        expect changed_on_disk == false
        expect settings.angle == 50
        expect error == null
        state $DIR/after.json
    )");
    REQUIRE(soon([&] { return fs::exists(window.folder() / "before.json"); }));
    REQUIRE(cv::imwrite(file.string(), whole(cv::Rect(0, 0, whole.cols - 20, whole.rows - 10))));
    const int status = child->wait(60);
    CAPTURE(child->errors());
    REQUIRE(status == 0);
    CHECK(window.state("after.json")["image"]["width"] == whole.cols - 20);
}
