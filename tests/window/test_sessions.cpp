#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;

namespace {

/// Waits until the window has done its script up to there.
void wait_for(const fs::path& file) {
    for (int i = 0; i < 24000 && !fs::exists(file); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    REQUIRE(fs::exists(file));
}

/// Then kills it as a crash would.
void kill_when_there(ChildProcess& window, const fs::path& file) {
    wait_for(file);
    window.kill();
    REQUIRE(window.wait(60) == 128 + SIGKILL);
}

}  // namespace

TEST_CASE("sessions: one drag is one step of undo, and everything on screen goes back and forth",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        expect undo == 0
        drag ratio 0.8 0.6
        wait idle
        expect undo == 1
        drag angle 30 75
        wait idle
        expect undo == 2
        click show_wrong
        expect undo == 3
        scroll canvas_source 100,80 3
        scroll canvas_source 100,80 2
        drag canvas_source 100,80 110,90
        expect undo == 4
        state $DIR/end.json
        key Ctrl+Z
        expect view.fit == true
        expect view.wrong_lines == false
        key Ctrl+Z
        expect view.wrong_lines == true
        click undo
        wait idle
        expect angle_true == 30
        expect values.ratio == 0.6
        click menu_edit
        click menu_undo
        wait idle
        expect values.ratio == 0.8
        expect undo == 0
        expect redo == 4
        key Ctrl+Z
        expect redo == 4
        key Ctrl+Shift+Z
        key Ctrl+Shift+Z
        key Ctrl+Y
        click redo
        wait idle
        expect redo == 0
        state $DIR/again.json
        key Ctrl+Z
        set tolerance 2
        expect redo == 0
    )");
    const auto end = window.state("end.json");
    const auto again = window.state("again.json");
    for (const char* key : {"settings", "view", "kept", "right", "isolated"}) CHECK(end[key] == again[key]);
    CHECK(end["view"]["fit"] == false);
}

TEST_CASE("sessions: undo brings another picture back, and says so when it is gone", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    fs::copy_file(window.picture(), window.folder() / "b.png");
    window.play(R"(
        wait idle
        set ratio 0.7
        open $DIR/b.png
        wait idle
        set angle 50
        wait idle
        key Ctrl+Z
        key Ctrl+Z
        wait idle
        expect image.path contains discs.png
        expect settings.ratio == 0.7
        expect settings.angle == 30
        key Ctrl+Shift+Z
        wait idle
        expect image.path contains b.png
        expect redo == 1
        drop $DIR/nothing.png
        wait idle
        expect error contains nothing.png
        expect undo == 2
    )");
}

TEST_CASE("sessions: what a sweep goes over is saved, opened again and undone", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        click tab_sweep
        set sweep_start -30
        set sweep_stop 60
        set sweep_step 7.5
        click sweep_opencv
        click tab_match
        set session_path $DIR/s.json
        key Ctrl+S
        wait idle
        expect message contains s.json
        click tab_sweep
        set sweep_start 0
        set sweep_step 15
        click sweep_opencv
        expect values.sweep_start contains 0
        open $DIR/s.json
        wait idle
        click tab_sweep
        expect values.sweep_start contains -30
        expect values.sweep_stop contains 60
        expect values.sweep_step contains 7.5
        expect values.sweep_opencv == false
        key Ctrl+Z
        expect values.sweep_start contains 0
        expect values.sweep_step contains 15
        expect values.sweep_opencv == true
    )");
}

TEST_CASE("sessions: what is saved is opened again and runs on the command line with the same numbers",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    std::ofstream(window.folder() / "bad.json") << R"({"version": 99, "image": {"path": "discs.png"}})";
    window.play(R"(
        wait idle
        expect session_path contains discs-session.json
        set angle 41.5
        set ratio 0.7
        set mutual on
        set contrast 0.02
        wait idle
        click canvas_source 120,90
        click show_keypoints
        scroll canvas_source 120,90 2
        set session_path $DIR/s.json
        key Ctrl+S
        wait idle
        expect message contains s.json
        state $DIR/saved.json
        click release
        key 0
        click defaults
        set angle 10
        wait idle
        open $DIR/bad.json
        expect error contains "version is 99"
        expect angle_true == 10
        open $DIR/s.json
        wait idle
        expect error == null
        state $DIR/opened.json
        key Ctrl+Z
        wait idle
        expect angle_true == 10
    )");
    const auto saved = window.state("saved.json");
    const auto opened = window.state("opened.json");
    for (const char* key : {"settings", "view", "isolated", "kept", "right", "wrong", "image"}) {
        CAPTURE(key);
        CHECK(saved[key] == opened[key]);
    }
    CHECK(saved["isolated"].is_object());

    const auto file = [&](const char* name) { return (window.folder() / name).string(); };
    const auto ran = run_program({SIFTSCOPE_PROGRAM, "run", file("s.json"), "--report", file("report.json"),
                                  "--output", file("run.png"), "--matches", file("matches.csv")});
    CAPTURE(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(ran.err.empty());
    const auto report = window.state("report.json");
    for (const char* key : {"keypoints", "not_visible", "putative", "kept", "right", "wrong", "precision",
                            "recall", "repeatability", "angle_estimated", "settings"}) {
        CAPTURE(key);
        CHECK(saved[key] == report[key]);
    }
    CHECK(fs::exists(file("run.png")));
    CHECK(fs::exists(file("matches.csv")));

    // Opened as an argument, too.
    window.play("wait idle\nstate $DIR/argument.json\n", file("s.json"));
    CHECK(window.state("argument.json")["isolated"] == saved["isolated"]);
    CHECK(window.state("argument.json")["undo"] == 0);
}

TEST_CASE("sessions: what a killed window showed is offered by the next one and restored", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const auto crashed = window.start(R"(
        wait idle
        expect offer == null
        drag angle 30 62
        set ratio 0.65
        wait idle
        state $DIR/before.json
        wait 300
    )");
    // A second window at the same time takes nothing from the first.
    wait_for(window.folder() / "before.json");
    window.play("wait idle\nexpect offer == null\nset ratio 0.9\nwait idle\n");
    kill_when_there(*crashed, window.folder() / "before.json");

    window.play(R"(
        wait idle
        expect offer contains discs.png
        expect angle_true == 30
        click restore
        wait idle
        expect offer == null
        expect angle_true == 62
        expect values.ratio == 0.65
        state $DIR/after.json
    )");
    for (const char* key : {"settings", "view", "kept", "right"})
        CHECK(window.state("before.json")[key] == window.state("after.json")[key]);
    // It was closed: nothing is left.
    window.play("wait idle\nexpect offer == null\n");
    CHECK(fs::is_empty(window.folder() / "state" / "siftscope" / "autosave"));
}

TEST_CASE("sessions: an offer stays until it is answered, and once refused it is gone", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const auto crashed = window.start("wait idle\nset ratio 0.65\nwait idle\nstate $DIR/a.json\nwait 300\n");
    kill_when_there(*crashed, window.folder() / "a.json");
    window.play("wait idle\nexpect offer contains discs.png\n");
    window.play("wait idle\nclick discard\nexpect offer == null\n");
    window.play("wait idle\nexpect offer == null\nexpect values.ratio == 0.8\n");
}

TEST_CASE("sessions: everything is exported into a folder, as the command line does", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        set ratio 0.7
        set export_path $DIR/all.png
        click export_all
        wait idle
        expect error == null
        expect message contains all
    )");
    const fs::path by_window = window.folder() / "all";
    const fs::path by_command = window.folder() / "command";
    REQUIRE(run({SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--angle", "30", "--ratio", "0.7",
                 "--all", by_command.string()}) == 0);
    for (const char* name : {"match.png", "matches.csv", "keypoints_1.csv", "keypoints_2.csv"}) {
        CAPTURE(name);
        CHECK((file_text(by_window / name) == file_text(by_command / name)));
        CHECK(fs::file_size(by_window / name) > 0);
    }
    CHECK(fs::exists(by_window / "report.json"));
    CHECK(fs::exists(by_window / "session.json"));
}
