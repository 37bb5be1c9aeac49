#include <fstream>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

TEST_CASE("window: a person's main path works at two window sizes", "[window]") {
    NEEDS_DISPLAY();
    const std::string size = GENERATE("1440 860", "960 600");
    CAPTURE(size);
    ScriptedWindow window;
    REQUIRE(window.has_display());
    const int status = window.run("resize " + size + R"(
        wait idle
        expect error == null
        drag angle 0 77.5
        expect values.angle == 77.5
        set ratio 0.65
        set mutual on
        set engine opencv
        wait idle
        expect values.ratio == 0.65
        expect values.mutual == true
        expect values.engine == opencv
        expect busy == false
        hover canvas_source 100,80
        scroll canvas_source 100,80 3
        drag canvas_source 100,80 110,90
        click canvas_rotated 120,110
        key Escape
        key 0
        key Right
        wait idle
        expect values.angle == 78.5
        shot $DIR/shot.png
        state $DIR/state.json
        quit
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    const auto state = window.state("state.json");
    for (const char* key : {"frames", "busy", "panel", "error", "widgets"}) {
        CAPTURE(key);
        CHECK(state.contains(key));
    }
    const cv::Mat shot = cv::imread((window.folder() / "shot.png").string());
    CHECK(std::to_string(shot.cols) + " " + std::to_string(shot.rows) == size);
    for (const char* name : {"angle", "ratio", "engine", "open", "canvas_source", "canvas_rotated"}) {
        CAPTURE(name);
        REQUIRE(state["widgets"].contains(name));
        const auto rect = state["widgets"][name].get<std::vector<double>>();
        CHECK(rect[2] > 0);
        CHECK(rect[0] >= 0);
        CHECK(rect[0] + rect[2] <= shot.cols);
    }
}

TEST_CASE("window: a slider is dragged to values that lie between two pixels", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        drag angle 0 180
        expect values.angle == 180
        drag angle 180 33.3
        expect values.angle == 33.3
        drag angle 33.3 -90
        expect values.angle == -90
        drag ratio 0.8 0.77
        expect values.ratio == 0.77
        set angle 400.5
        expect values.angle == 400.5
    )");
}

TEST_CASE("window: what is scrolled away is brought into view before it is used", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        resize 960 500
        wait idle
        set canvas keep
        expect values.canvas == keep
        set ratio 0.7
        expect values.ratio == 0.7
        set export_path $DIR/m.png
        expect export_path contains m.png
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("window: an unknown widget ends the script with its nearest names and status 5", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    CHECK(window.run("wait idle\nclick angel\n") == 5);
    CHECK_THAT(window.errors(), contains_text("script.txt:2: there is no widget 'angel' in the window"));
    CHECK_THAT(window.errors(), contains_text("angle"));
}

TEST_CASE("window: a failed expectation tells what was found and ends with status 5", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    CHECK(window.run("wait idle\n\nexpect values.ratio == 0.5\n") == 5);
    CHECK_THAT(window.errors(),
               contains_text("script.txt:3: expected values.ratio == 0.5, but values.ratio is 0.8"));
}

TEST_CASE("window: options, checkboxes and files that cannot be are told with the line", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    CHECK(window.run("wait idle\nset engine surf\n") == 5);
    CHECK_THAT(window.errors(), contains_text("script.txt:2: 'engine' does not offer 'surf'; it offers"));
    CHECK(window.run("wait idle\nset mutual perhaps\n") == 5);
    CHECK_THAT(window.errors(), contains_text("'perhaps' is neither on nor off"));
    CHECK(window.run("wait idle\nshot $DIR/no/such/folder/a.png\n") == 5);
    CHECK_THAT(window.errors(), contains_text("script.txt:2: "));
    CHECK(window.run("wait idle\nstate /proc/nothing.json\n") == 5);
    CHECK_THAT(window.errors(), contains_text("script.txt:2: "));
}

TEST_CASE("window: a script that cannot be read is bad usage and opens no window", "[window]") {
    const TemporaryFolder folder;
    const auto script = folder.path() / "s.txt";
    std::ofstream(script) << "wait idle\njump\n";
    ChildProcess window({SIFTSCOPE_PROGRAM, "--script", script.string()}, {{"DISPLAY", ""}});
    CHECK(window.wait(60) == 2);
    CHECK_THAT(window.errors(), contains_text("s.txt:2: there is no step 'jump'"));
    ChildProcess missing({SIFTSCOPE_PROGRAM, "--script", "/no/such/script"}, {{"DISPLAY", ""}});
    CHECK(missing.wait(60) == 2);
    CHECK_THAT(missing.errors(), contains_text("/no/such/script"));
}

TEST_CASE("window: files are opened by script, by drop and in the browser, and errors are sentences",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    std::filesystem::copy_file(window.picture(), window.folder() / "a b \u00e9.png");
    std::filesystem::copy_file(window.picture(), window.folder() / "c.png");
    std::ofstream(window.folder() / "broken.png") << "no picture";
    window.play(R"(
        wait idle
        drop "$DIR/a b é.png"
        wait idle
        expect error == null
        expect image.path contains "a b é.png"
        open $DIR/broken.png
        wait idle
        expect error contains broken.png
        key Ctrl+O
        expect widgets contains browser_path
        set browser_path $DIR/nothing.png
        expect widgets contains browser_path
        set browser_path $DIR/c.png
        wait idle
        expect error == null
        expect image.path contains c.png
        expect export_path contains c-match
        key Ctrl+O
        click browser_entry_2  # after the folder "state" and the first picture
        click browser_open
        wait idle
        expect error contains broken.png
        click open
        click browser_cancel
        state $DIR/closed.json
        click open
        key Down
        key Down
        key Enter
        wait idle
        expect error == null
        expect image.path contains "a b é.png"
        state $DIR/end.json
    )");
    CHECK_FALSE(window.state("closed.json")["widgets"].contains("browser_path"));
    CHECK_FALSE(window.state("end.json")["widgets"].contains("browser_path"));
    std::ifstream recent(window.folder() / "state" / "siftscope" / "recent.json");
    const auto files = nlohmann::json::parse(recent, nullptr, false);
    REQUIRE(files.is_array());
    CHECK_THAT(files[0].get<std::string>(), contains_text("a b"));  // first in the folder's order
}

TEST_CASE("window: without a display it says so, names what works without and returns 3", "[window]") {
    const TemporaryFolder folder;
    ChildProcess window(
        {SIFTSCOPE_PROGRAM},
        {{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}, {"XDG_STATE_HOME", folder.path().string()}});
    CHECK(window.wait(60) == 3);
    CHECK_THAT(window.errors(), contains_text("there is no display"));
    for (const char* command : {"detect", "match", "validate"})
        CHECK_THAT(window.errors(), contains_text(command));
}

TEST_CASE("window: without OpenGL 3.3 it says so and returns 3", "[window]") {
    NEEDS_DISPLAY();
    const ScriptedWindow display;
    auto environment = display.environment();
    environment["MESA_GL_VERSION_OVERRIDE"] = "2.1";
    ChildProcess window({SIFTSCOPE_PROGRAM}, environment);
    CHECK(window.wait(60) == 3);
    CHECK_THAT(window.errors(), contains_text("OpenGL 3.3"));
    CHECK_THAT(window.errors(), contains_text("validate"));
}

TEST_CASE("window: with nothing to do it uses no processor time", "[window]") {
    NEEDS_DISPLAY();
    const ScriptedWindow display;
    ChildProcess window({SIFTSCOPE_PROGRAM, display.picture().string()}, display.environment());
    // Loading and matching end sometime; then three seconds must pass almost without work.
    double used = 1e9;
    for (int i = 0; i < 30 && used > 0.05; ++i) {
        const double before = window.processor_seconds();
        REQUIRE(window.wait(3) == -1);
        used = window.processor_seconds() - before;
    }
    CAPTURE(used);
    CHECK(used <= 0.05);
}
