#include <cmath>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/support/run_program.h"
#include "tests/window/scripted.h"

namespace {

/// How many rows of each class the command counts in the window's own picture.
std::map<std::string, int> counts_of_command(const ScriptedWindow& window, const std::string& profile,
                                             const nlohmann::json& tolerance) {
    const auto file = window.folder() / "differences.csv";
    const std::string within = tolerance["position_px"].dump() + "," + tolerance["size_percent"].dump() +
                               "," + tolerance["angle_deg"].dump();
    const auto run = run_program({SIFTSCOPE_PROGRAM, "validate", window.picture().string(), "--no-rotation",
                                  "--profile", profile, "--within", within, "--differences", file.string()});
    CAPTURE(run.err);
    REQUIRE((run.status == 0 || run.status == 1));
    std::map<std::string, int> counts{
        {"same", 0}, {"other_angle_or_size", 0}, {"only_ours", 0}, {"only_opencv", 0}};
    std::istringstream lines(file_text(file.string()));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        const auto begin = line.find(',') + 1;
        ++counts[line.substr(begin, line.find(',', begin) - begin)];
    }
    return counts;
}

}  // namespace

TEST_CASE("compare screen: the window counts what the command counts, also after a tolerance was dragged",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        tab compare
        wait idle
        state $DIR/precise.json
        drag compare_position 1 0.2
        wait idle
        expect values.compare_position == 0.2
        state $DIR/dragged.json
        set profile classic
        click reset_compare_position
        wait idle
        state $DIR/classic.json
    )");
    for (const char* name : {"precise.json", "dragged.json", "classic.json"}) {
        CAPTURE(name);
        const auto state = window.state(name);
        CHECK(state["panel"] == "compare");
        const auto compare = state["compare"];
        const auto told = counts_of_command(window, compare["profile"], compare["tolerance"]);
        int rows = 0;
        for (const auto& [kind, count] : told) {
            CHECK(compare["counts"][kind] == count);
            rows += count;
        }
        CHECK(compare["rows"] == rows);
        CHECK(compare["verdict"].get<std::string>().size() > 20);
    }
    const auto precise = window.state("precise.json")["compare"];
    CHECK(precise["tolerance"]["position_px"] == 1);
    CHECK(window.state("dragged.json")["compare"]["counts"]["same"] < precise["counts"]["same"]);
    // classic makes every choice as cv::SIFT does.
    const auto classic = window.state("classic.json")["compare"];
    CHECK(classic["tolerance"]["position_px"] == 0.1);
    CHECK(classic["counts"]["same"].get<double>() >= 0.99 * classic["keypoints"]["opencv"].get<double>());
}

TEST_CASE("compare screen: a click on a row zooms to its keypoint and tells where the ways part",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        tab compare
        wait idle
        state $DIR/before.json
        click compare_row_0
        wait idle
        state $DIR/chosen.json
        shot $DIR/chosen.png
        key Down
        wait idle
        state $DIR/next.json
        key 0
        key Escape
        wait idle
        state $DIR/released.json
        click compare_show_same
        click compare_sort_stage
        wait idle
        state $DIR/differing.json
    )");
    const auto before = window.state("before.json")["compare"];
    const auto chosen = window.state("chosen.json")["compare"];
    CHECK(before["selected"].is_null());
    CHECK(before["fit"] == true);
    CHECK(chosen["selected"] == before["first"][0]);
    CHECK(chosen["fit"] == false);
    CHECK(chosen["selected"]["why"].is_string());
    CHECK(window.state("next.json")["compare"]["selected"] == before["first"][1]);
    const auto released = window.state("released.json")["compare"];
    CHECK(released["selected"].is_null());
    CHECK(released["fit"] == true);
    const auto differing = window.state("differing.json")["compare"];
    CHECK(differing["rows"].get<int>() == before["rows"].get<int>() - before["counts"]["same"].get<int>());
    for (const auto& row : differing["first"]) CHECK(row["class"] != "same");
}

TEST_CASE("compare screen: the rotated picture can be compared, and the tolerance dragged in a histogram",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        tab compare
        wait idle
        click compare_rotated
        wait idle
        state $DIR/rotated.json
        drag plot_compare_position 1,1 0.1,1
        wait idle
        state $DIR/dragged.json
        set upsample off
        wait idle
        state $DIR/refused.json
    )");
    const auto rotated = window.state("rotated.json");
    CHECK(rotated["compare"]["picture"] == "rotated");
    CHECK(rotated["widgets"].contains("canvas_rotated"));
    const double dragged = window.state("dragged.json")["compare"]["tolerance"]["position_px"];
    CHECK(dragged == Approx(0.1).epsilon(0.2));
    // cv::SIFT always doubles the picture: that is said, and the last comparison stays.
    const auto refused = window.state("refused.json");
    CHECK(refused["compare"]["problem"].get<std::string>().find("upsampling") != std::string::npos);
    CHECK(refused["compare"]["counts"].is_object());
}
