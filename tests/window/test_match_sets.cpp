#include <string>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

TEST_CASE("match sets: four counts that add up, four switches, and the threshold moves matches between them",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        state $DIR/start.json
        click show_rejected_right
        click show_rejected_wrong
        click show_right
        expect view.rejected_right_lines == true
        expect view.rejected_wrong_lines == true
        expect view.right_lines == false
        drag ratio 0.8 0.5
        wait idle
        state $DIR/tight.json
        shot $DIR/tight.png
    )");
    const auto start = window.state("start.json");
    const auto tight = window.state("tight.json");
    for (const auto& state : {start, tight}) {
        const auto& sets = state["sets"];
        CHECK(sets["kept_right"] == state["right"]);
        CHECK(sets["kept_wrong"] == state["wrong"]);
        CHECK(sets["kept_right"].get<int>() + sets["kept_wrong"].get<int>() +
                  sets["rejected_right"].get<int>() + sets["rejected_wrong"].get<int>() ==
              state["putative"].get<int>());
    }
    CHECK(tight["sets"]["rejected_right"] > start["sets"]["rejected_right"]);
    CHECK(tight["sets"]["kept_right"] < start["sets"]["kept_right"]);
}

TEST_CASE("match table: what is selected in the table is selected in the picture, and the other way round",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        click insight_matches
        wait idle
        expect table.rows > 20
        click table_sort_error
        click table_sort_error
        expect view.sort_by == error
        expect view.sort_descending == true
        hover table_row_1
        state $DIR/hovered.json
        click table_row_0
        state $DIR/row.json
        click table_sort_distance
        click canvas_source 10,170
        key Escape
        expect isolated == null
        set table_filter distance<60
        state $DIR/filtered.json
        set table_filter distance
        expect table.problem contains "no condition"
        set table_filter ""
        expect table.problem == null
    )");
    const auto row = window.state("row.json");
    CHECK(row["isolated"]["kind"] == "match");
    CHECK(row["isolated"]["index"] == row["table"]["first"][0]);
    const auto hovered = window.state("hovered.json");
    CHECK(hovered["hovered"]["index"] == hovered["table"]["first"][1]);
    const auto filtered = window.state("filtered.json");
    CHECK(filtered["table"]["rows"] < row["table"]["rows"]);
    CHECK(filtered["view"]["sort_by"] == "distance");

    // The last of them by number, far below the first rows: it is scrolled to when its keypoint is clicked.
    const int last = row["table"]["rows"].get<int>() - 1;
    const std::string x = row["isolated"]["first"]["x"].dump(), y = row["isolated"]["first"]["y"].dump();
    REQUIRE(window.run(
                "wait idle\nclick insight_matches\nwait idle\nclick table_sort_error\nclick canvas_source " +
                x + "," + y + "\nwait 0.1\nexpect widgets contains table_row_" + std::to_string(last) +
                "\nexpect isolated.kind == match\nstate $DIR/scrolled.json\n") == 0);
    CHECK(window.state("scrolled.json")["isolated"]["index"] == row["isolated"]["index"]);
}

TEST_CASE("layouts: both pictures lie side by side, stacked or over each other, and can be pointed at",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        state $DIR/beside.json
        click layout_stacked
        hover canvas_rotated 100,100
        scroll canvas_rotated 100,100 2
        key 0
        state $DIR/stacked.json
        click layout_overlay
        expect view.layout == overlay
        drag overlay_opacity 0.5 0.25
        expect view.overlay_opacity == 0.25
        hover canvas_source 120,90
        scroll canvas_source 120,90 3
        drag canvas_source 120,90 125,95
        click canvas_source 120,90
        key Escape
        key 0
        state $DIR/overlay.json
        drag angle 30 80
        wait idle
        shot $DIR/overlay.png
        key B down
        shot $DIR/blink.png
        key B up
        expect error == null
    )");
    const auto place = [&](const char* file, const char* canvas) {
        return window.state(file)["widgets"][canvas].get<std::vector<double>>();
    };
    CHECK(place("beside.json", "canvas_source")[1] == place("beside.json", "canvas_rotated")[1]);
    CHECK(place("beside.json", "canvas_source")[0] + 100 < place("beside.json", "canvas_rotated")[0]);
    CHECK(place("stacked.json", "canvas_source")[0] == place("stacked.json", "canvas_rotated")[0]);
    CHECK(place("stacked.json", "canvas_source")[1] + 100 < place("stacked.json", "canvas_rotated")[1]);
    CHECK(place("overlay.json", "canvas_source") == place("overlay.json", "canvas_rotated"));
}

TEST_CASE("match table: the card of a chosen match leaves the tools above the pictures in reach",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        resize 1280 800
        wait idle
        click insight_matches
        wait idle
        click table_row_1
        click layout_overlay
        expect view.layout == overlay
        expect isolated != null
    )");
}
