#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;

TEST_CASE("bad input: what is dropped and is no picture gets a sentence, and the state before stands",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    fs::create_directory(window.folder() / "folder");
    std::ofstream(window.folder() / "notes.txt") << "no picture";
    std::string ten = "drop";
    for (int i = 0; i < 10; ++i) {
        const std::string name = std::to_string(i) + ".png";
        fs::copy_file(window.picture(), window.folder() / name);
        ten += " $DIR/" + name;
    }
    window.play(R"(
        wait idle
        set ratio 0.7
        wait idle
        state $DIR/before.json
        drop $DIR/folder
        wait idle
        expect error contains folder
        drop $DIR/notes.txt
        wait idle
        expect error contains notes.txt
        state $DIR/after.json
        )" + ten +
                R"(
        wait idle
        expect error == null
        expect image.path contains 9.png
    )");
    const auto before = window.state("before.json");
    const auto after = window.state("after.json");
    for (const char* key : {"image", "settings", "kept", "right", "view"}) CHECK(before[key] == after[key]);
}

TEST_CASE("bad input: a picture that is deleted while it is open can be turned and exported all the same",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const fs::path picture = window.folder() / "gone.png";
    fs::copy_file(window.picture(), picture);
    const auto program = window.start(R"(
        open $DIR/gone.png
        wait idle
        state $DIR/there.json
        wait 1
        set angle 60
        set export_path $DIR/out.png
        key Ctrl+E
        wait idle
        expect error == null
        expect angle_true == 60
        quit
    )");
    for (int i = 0; i < 12000 && !fs::exists(window.folder() / "there.json"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    fs::remove(picture);
    const int status = program->wait(240);
    CAPTURE(program->errors());
    REQUIRE(status == 0);
    CHECK_FALSE(cv::imread((window.folder() / "out.png").string()).empty());
}

TEST_CASE("bad input: an export that cannot be written says why and leaves nothing behind", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    fs::create_directory(window.folder() / "taken.png");
    window.play(R"(
        wait idle
        set export_path $DIR/none/out.png
        key Ctrl+E
        wait idle
        expect error contains none
        set export_path $DIR/taken.png
        key Ctrl+E
        wait idle
        expect error contains taken.png
        set export_path $DIR/out.txt
        key Ctrl+E
        wait idle
        expect error contains .txt
        set export_path /dev/full
        key Ctrl+E
        wait idle
        expect error contains "cannot be written"
        set session_path $DIR/none/s.json
        key Ctrl+S
        wait idle
        expect error contains none
        expect kept > 10
    )");
    CHECK_FALSE(fs::exists(window.folder() / "none"));
    CHECK_FALSE(fs::exists(window.folder() / "out.txt"));
}

TEST_CASE(
    "bad input: a picture wider than any texture is shown and matched, and a click beside it does nothing",
    "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    cv::Mat strip(48, 20000, CV_8UC1);
    cv::randu(strip, 0, 255);
    cv::imwrite((window.folder() / "strip.png").string(), strip);
    window.play(R"(
        wait idle
        set max_features 200
        set angle 90
        open $DIR/strip.png
        wait idle
        expect error == null
        expect image.width == 20000
        click canvas_source 10000,-300
        expect isolated == null
        scroll canvas_source 19990,24 12
        shot $DIR/strip-shot.png
    )");
}
