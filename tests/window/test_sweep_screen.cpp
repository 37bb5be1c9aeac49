#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/support/run_program.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;

namespace {

/// A sweep of few angles, without what a test has to say about the picture.
constexpr const char* small_sweep = R"(
        wait idle
        tab sweep
        set sweep_start 0
        set sweep_stop 90
        set sweep_step 45
)";

/// What the command line writes for the same sweep, with the ending `extension`.
std::string sweep_from_command(const ScriptedWindow& window, const std::string& option,
                               const std::string& extension, std::vector<std::string> more = {}) {
    const fs::path file = window.folder() / ("command" + extension);
    std::vector<std::string> words{SIFTSCOPE_PROGRAM,
                                   "sweep",
                                   window.picture().string(),
                                   "--angles",
                                   "0:90:45",
                                   "--engine",
                                   "both",
                                   "--quiet",
                                   option,
                                   file.string()};
    words.insert(words.end(), more.begin(), more.end());
    const auto run = run_program(words);
    CAPTURE(run.err);
    REQUIRE(run.status == 0);
    return file_text(file);
}

}  // namespace

TEST_CASE("sweep screen: rows, plot and command are those of the command line, to the byte", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(std::string(small_sweep) + R"(
        expect sweep.total == 0
        set ratio 0.75
        set sweep_path $DIR/window
        click sweep_run
        wait idle
        expect sweep.rows == 6
        expect sweep.total == 6
        expect sweep.running == false
        expect sweep.difference == ""
        click sweep_export_csv
        click sweep_export_png
        click sweep_export_svg
        wait idle
        expect error == null
        click sweep_copy_command
        expect message contains "--angles 0:90:45 --engine both --ratio 0.75"
        state $DIR/state.json
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    CHECK(window.state("state.json")["sweep"]["angles"] == std::vector<double>{0, 45, 90});
    const std::vector<std::string> ratio{"--ratio", "0.75"};
    CHECK(
        (file_text(window.folder() / "window.csv") == sweep_from_command(window, "--output", ".csv", ratio)));
    CHECK((file_text(window.folder() / "window.png") == sweep_from_command(window, "--plot", ".png", ratio)));
    CHECK((file_text(window.folder() / "window.svg") == sweep_from_command(window, "--plot", ".svg", ratio)));
}

TEST_CASE("sweep screen: a plot is read off by pointing, and a click turns to the angle", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(std::string(small_sweep) + R"(
        click sweep_run
        wait idle
        hover sweep_plot_precision 50,100
        state $DIR/hovered.json
        click sweep_plot 84,100
        expect values.angle == 90
        expect panel == sweep
        expect sweep.difference == ""
        set sweep_quantity angle_error
        state $DIR/large.json
        click sweep_plot 40,1000
        wait idle
        expect values.angle == 45
        state $DIR/match.json
        set ratio 0.6
        expect sweep.difference contains settings
        expect sweep.rows == 6
        set ratio 0.8
        expect sweep.difference == ""
        set sweep_step 30
        expect sweep.difference contains angles
        click sweep_by_15
        click sweep_opencv
        state $DIR/changed.json
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    const auto hovered = window.state("hovered.json")["sweep"]["hovered"];
    REQUIRE(hovered["angle"] == 45);
    REQUIRE(hovered["rows"].size() == 2);
    CHECK(hovered["rows"][0]["engine"] == "siftscope-precise");
    CHECK(hovered["rows"][1]["engine"] == "opencv");
    const auto large = window.state("large.json")["widgets"];
    CHECK(large["sweep_plot"][3] >
          2 * window.state("hovered.json")["widgets"]["sweep_plot"][3].get<double>());
    CHECK_FALSE(large.contains("sweep_plot_precision"));
    // The row is what the match screen says of this angle.
    const auto match = window.state("match.json");
    for (const char* key : {"kept", "right", "precision", "recall", "repeatability", "median_error_px"})
        CHECK(hovered["rows"][0][key] == match[key]);
    CHECK(window.state("changed.json")["sweep"]["rows"] == 6);
}

TEST_CASE("sweep screen: cancel keeps the rows that came, and they can be exported", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab sweep
        set sweep_stop 720
        set sweep_step 0.5
        set sweep_path $DIR/part.csv
        click sweep_run
        wait until sweep.rows > 3
        expect sweep.running == true
        state $DIR/running.json
        click sweep_cancel
        wait idle
        expect sweep.running == false
        expect sweep.rows > 3
        expect sweep.rows < 2882
        expect error == null
        click sweep_export_csv
        wait idle
        expect message contains part.csv
        state $DIR/cancelled.json
    )");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    CHECK(window.state("running.json")["widgets"].contains("sweep_progress"));
    const auto cancelled = window.state("cancelled.json");
    CHECK_FALSE(cancelled["widgets"].contains("sweep_progress"));
    const std::string csv = file_text(window.folder() / "part.csv");
    CHECK(std::count(csv.begin(), csv.end(), '\n') == cancelled["sweep"]["rows"].get<int>() + 1);
}

TEST_CASE("sweep screen: what cannot be measured is said in a sentence, and nothing runs", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab sweep
        set sweep_step 0
        expect sweep.problem contains "step of 0"
        click sweep_run
        expect sweep.total == 0
        set sweep_step 90
        expect sweep.problem == ""
        set upsample off
        expect sweep.problem contains cv::SIFT
        click sweep_opencv
        expect sweep.problem == ""
        click sweep_ours
        expect sweep.problem contains engine
        state $DIR/state.json
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("sweep screen: every control is in reach, small and at 200 %", "[window]") {
    NEEDS_DISPLAY();
    const std::string look = GENERATE("size_100", "size_200");
    CAPTURE(look);
    ScriptedWindow window;
    const std::string begin = "resize 1024 640\nwait idle\nclick menu_view\nclick menu_size\nclick " + look +
                              "\n" + small_sweep + "click sweep_run\nwait idle\n";
    REQUIRE(window.run(begin + "state $DIR/all.json\n") == 0);
    const auto state = window.state("all.json");  // outlives the loop: items() only refers to it
    std::string tour = begin;
    for (const auto& item : state["widgets"].items())
        if (item.key().rfind("sweep_", 0) == 0) tour += "hover " + item.key() + "\n";
    CHECK(window.run(tour + "set sweep_quantity kept\nhover sweep_plot\n") == 0);
    CAPTURE(window.errors());
    CHECK(window.errors().empty());
}
