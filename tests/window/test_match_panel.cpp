#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;

namespace {

// A row of the matches CSV.
struct Row {
    double x1, y1, x2, y2, distance, error_px;
    bool right;
};

std::vector<Row> kept_rows(const fs::path& csv) {
    std::ifstream in(csv);
    std::string line;
    std::getline(in, line);
    std::vector<Row> rows;
    while (std::getline(in, line)) {
        std::vector<std::string> cells;
        std::stringstream cut(line);
        for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
        if (cells.size() < 13 || cells[10] != "1") continue;
        const auto number = [&](std::size_t i) { return std::stod(cells[i]); };
        rows.push_back({number(0), number(1), number(4), number(5), number(8), number(12), cells[11] == "1"});
    }
    return rows;
}

// A right match whose keypoints no other kept match comes near, in either picture.
std::optional<Row> lonely_match(const std::vector<Row>& rows, double distance_px) {
    for (const Row& row : rows) {
        bool lonely = row.right;
        for (const Row& other : rows) {
            if (&other == &row) continue;
            lonely = lonely && std::hypot(row.x1 - other.x1, row.y1 - other.y1) > distance_px &&
                     std::hypot(row.x2 - other.x2, row.y2 - other.y2) > distance_px;
        }
        if (lonely) return row;
    }
    return std::nullopt;
}

std::string at(double x, double y) {
    return std::to_string(x) + "," + std::to_string(y);
}

}  // namespace

TEST_CASE("match panel: only what a change touches is computed again", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        state $DIR/start.json
        drag ratio 0.8 0.55
        wait idle
        state $DIR/ratio.json
        drag angle 30 75
        wait idle
        state $DIR/angle.json
        set contrast 0.02
        wait idle
        state $DIR/contrast.json
    )");
    const auto start = window.state("start.json");
    const auto ratio = window.state("ratio.json");
    const auto angle = window.state("angle.json");
    const auto contrast = window.state("contrast.json");
    // A stage that did not run keeps the time that it once took, to the last digit.
    for (const char* stage : {"rotate", "detect_1", "detect_2", "match"}) {
        CAPTURE(stage);
        CHECK(ratio["timings_ms"][stage] == start["timings_ms"][stage]);
        if (std::string(stage) != "detect_1") CHECK(angle["timings_ms"][stage] != ratio["timings_ms"][stage]);
    }
    CHECK(ratio["kept"] < start["kept"]);
    CHECK(angle["angle_true"] == 75.0);
    CHECK(angle["timings_ms"]["detect_1"] == start["timings_ms"]["detect_1"]);
    CHECK(contrast["timings_ms"]["detect_1"] != start["timings_ms"]["detect_1"]);
    CHECK(contrast["timings_ms"]["rotate"] == angle["timings_ms"]["rotate"]);
}

TEST_CASE("match panel: the picture, the command and the numbers are those of the command line", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        set angle 41.5
        set ratio 0.7
        set mutual on
        set export_path $DIR/window.png
        key Ctrl+E
        wait idle
        expect message contains window.png
        set export_path $DIR/window.svg
        click export_match
        wait idle
        click copy_command
        expect message contains --angle 41.5
        state $DIR/state.json
        set export_path $DIR/no/such/folder.png
        key Ctrl+E
        wait idle
        expect error contains folder.png
    )");
    const std::vector<std::string> match{
        SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--angle", "41.5", "--ratio", "0.7",
        "--mutual"};
    for (const std::string extension : {".png", ".svg"}) {
        CAPTURE(extension);
        auto command = match;
        command.insert(command.end(), {"--output", (window.folder() / ("command" + extension)).string(),
                                       "--report", (window.folder() / "report.json").string()});
        REQUIRE(run(command) == 0);
        const std::string from_window = file_text(window.folder() / ("window" + extension));
        CHECK(!from_window.empty());
        CHECK((from_window == file_text(window.folder() / ("command" + extension))));
    }
    const auto on_screen = window.state("state.json");
    const auto report = window.state("report.json");
    for (const char* key :
         {"keypoints", "not_visible", "putative", "kept", "right", "wrong", "precision", "recall",
          "repeatability", "angle_estimated", "angle_error", "rotated_from_source", "settings"}) {
        CAPTURE(key);
        CHECK(on_screen[key] == report[key]);
    }
    CHECK(!fs::exists(window.folder() / "no"));
}

TEST_CASE("match panel: a match is met in both pictures, zoomed too, and isolated by a click", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const fs::path csv = window.folder() / "matches.csv";
    REQUIRE(run({SIFTSCOPE_PROGRAM, "match", window.picture().string(), "--angle", "30", "--matches",
                 csv.string()}) == 0);
    const auto match = lonely_match(kept_rows(csv), 8);
    REQUIRE(match);
    const std::string first = at(match->x1, match->y1);
    const std::string second = at(match->x2, match->y2);
    const int status = window.run(
        "wait idle\n"
        "hover canvas_source " +
        first +
        "\nwait 0.1\nstate $DIR/source.json\n"
        "hover canvas_rotated " +
        second +
        "\nwait 0.1\nstate $DIR/rotated.json\n"
        "scroll canvas_source " +
        first +
        " 6\nwait 0.1\n"
        "hover canvas_rotated " +
        second +
        "\nwait 0.1\nstate $DIR/zoomed.json\n"
        "click canvas_source " +
        first +
        "\nwait 0.1\nstate $DIR/isolated.json\n"
        "set ratio 0.75\nwait idle\nexpect isolated.kind == match\n"
        "key Escape\nwait 0.1\nexpect isolated == null\n"
        "drag canvas_source " +
        first + " " + at(match->x1 + 20, match->y1 + 10) +
        "\nwait 0.1\nexpect isolated == null\nstate $DIR/panned.json\n"
        "key 0\nwait 0.1\nexpect view.fit == true\n");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    for (const char* file : {"source.json", "rotated.json", "zoomed.json"}) {
        CAPTURE(file);
        const auto hovered = window.state(file)["hovered"];
        REQUIRE(hovered.is_object());
        REQUIRE(hovered["kind"] == "match");
        CHECK(hovered["first"]["x"].get<double>() == Approx(match->x1));
        CHECK(hovered["second"]["y"].get<double>() == Approx(match->y2));
        CHECK(hovered["distance"].get<double>() == Approx(match->distance));
        CHECK(hovered["error_px"].get<double>() == Approx(match->error_px));
    }
    const auto zoomed = window.state("zoomed.json")["view"];
    CHECK(zoomed["fit"] == false);
    CHECK(window.state("isolated.json")["isolated"]["first"]["x"].get<double>() == Approx(match->x1));
    // The picture follows the pointer: the middle goes the other way.
    const auto panned = window.state("panned.json")["view"];
    CHECK(panned["centre"][0].get<double>() == Approx(zoomed["centre"][0].get<double>() - 20).margin(1.5));
    CHECK(panned["centre"][1].get<double>() == Approx(zoomed["centre"][1].get<double>() - 10).margin(1.5));
}

TEST_CASE("match panel: numbers are typed in full, and refused with a sentence when out of range",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        set angle -725.125
        wait idle
        expect angle_true == -725.125
        key Right
        wait idle
        expect angle_true == -724.125
        click angle_value
        wait 0.1
        type 12.5
        key Enter
        wait idle
        expect angle_true == 12.5
        set sigma 99
        wait idle
        expect error contains sigma
        expect settings.sigma == 1.7
        key Escape
        expect error == null
        set contrast 0.3
        wait idle
        expect error == null
        expect putative == 0
        expect reason contains contrast
        click defaults
        wait idle
        expect settings.contrast == 0.036
        expect kept > 10
        set edge 9
        set profile classic
        wait idle
        expect profile == classic
        expect settings.contrast == 0.04
        expect settings.sigma == 1.6
        expect settings.edge == 9
        set profile precise
        wait idle
        expect settings.sigma == 1.7
        set upsample off
        wait idle
        set engine opencv
        wait idle
        expect error == null
        expect settings.upsample == true
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("match panel: a picture without keypoints is an answer with a reason", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    cv::imwrite((window.folder() / "grey.png").string(), cv::Mat(60, 80, CV_8UC3, cv::Scalar::all(90)));
    cv::imwrite((window.folder() / "dot.png").string(), cv::Mat(1, 1, CV_8UC1, cv::Scalar::all(90)));
    const int status = window.run(R"(
        wait idle
        open $DIR/grey.png
        wait idle
        expect error == null
        expect reason contains keypoints
        drag angle 30 -60
        wait idle
        hover canvas_source 10,10
        click canvas_rotated 20,20
        open $DIR/dot.png
        wait idle
        scroll canvas_source 0,0 5
        set export_path $DIR/dot-match.png
        expect error == null
        key Ctrl+E
        wait idle
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}
