#include <cmath>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/window/scripted.h"

namespace {

double f1(const nlohmann::json& report) {
    const double precision = report["precision"];
    const double recall = report["recall"];
    return 2 * precision * recall / (precision + recall);
}

}  // namespace

TEST_CASE("insights: the threshold dragged on the plot filters again without matching again", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        click insight_threshold
        wait idle
        state $DIR/start.json
        drag plot_threshold 0.8,0.5 0.6,0.5
        wait idle
        state $DIR/dragged.json
        click best_f1
        wait idle
        state $DIR/best.json
        click precision_99
        wait idle
        state $DIR/sure.json
        click by_distance
        wait idle
        drag plot_threshold 40,0.5 20,0.5
        wait idle
        state $DIR/distance.json
    )");
    const auto start = window.state("start.json");
    const auto dragged = window.state("dragged.json");
    CHECK(start["view"]["insight"] == "threshold");
    const double ratio = dragged["settings"]["ratio"];
    CHECK(ratio == Approx(0.6).margin(0.006));  // within the pixel that was hit
    CHECK(dragged["kept"] < start["kept"]);
    // A stage that did not run keeps the time that it once took, to the last digit.
    for (const char* stage : {"rotate", "detect_1", "detect_2", "match"})
        CHECK(dragged["timings_ms"][stage] == start["timings_ms"][stage]);

    const auto report = window.folder() / "report.json";
    const auto command = run_program({SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--angle",
                                      std::to_string(start["angle_true"].get<double>()), "--ratio",
                                      dragged["settings"]["ratio"].dump(), "--report", report.string()});
    CAPTURE(command.err);
    REQUIRE(command.status == 0);
    const auto from_command = window.state("report.json");
    for (const char* count : {"kept", "right", "wrong", "precision", "recall"})
        CHECK(from_command[count] == dragged[count]);

    const auto best = window.state("best.json");
    CHECK(f1(best) >= f1(start));
    CHECK(f1(best) >= f1(dragged));
    CHECK(window.state("sure.json")["precision"] >= 0.99);
    const auto distance = window.state("distance.json");
    CHECK(distance["settings"]["max_distance"].get<double>() == Approx(20).margin(2));
    CHECK(distance["kept"] < window.state("sure.json")["kept"]);
}

TEST_CASE("insights: one view is open at a time, and its button closes it again", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        shot $DIR/closed.png
        click insight_residuals
        click residual_arrows
        wait idle
        state $DIR/residuals.json
        click insight_orientation
        state $DIR/orientation.json
        hover plot_orientation 30,1
        click insight_orientation
        state $DIR/closed.json
    )");
    const auto residuals = window.state("residuals.json");
    CHECK(residuals["view"]["insight"] == "residuals");
    CHECK(residuals["view"]["residual_arrows"] == 40.0);
    CHECK(residuals["widgets"].contains("plot_residuals"));
    const auto orientation = window.state("orientation.json");
    CHECK(orientation["widgets"].contains("plot_orientation"));
    CHECK(!orientation["widgets"].contains("plot_residuals"));
    const auto closed = window.state("closed.json");
    CHECK(closed["view"]["insight"] == "none");
    CHECK(!closed["widgets"].contains("plot_orientation"));
    CHECK(closed["widgets"]["canvas_source"][3] > orientation["widgets"]["canvas_source"][3]);
}
