#include <cmath>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/window/scripted.h"

namespace {

/// What the command tells of the same place.
nlohmann::json from_command(const ScriptedWindow& window, const nlohmann::json& at,
                            std::vector<std::string> options = {}) {
    const auto report = window.folder() / "command.json";
    std::vector<std::string> words{SIFTSCOPE_PROGRAM,
                                   "explain",
                                   window.picture().string(),
                                   "--at",
                                   at[0].dump() + "," + at[1].dump(),
                                   "--report",
                                   report.string()};
    words.insert(words.end(), options.begin(), options.end());
    const auto run = run_program(words);
    CAPTURE(run.err);
    REQUIRE(run.status == 0);
    return window.state("command.json");
}

}  // namespace

TEST_CASE("explain screen: a clicked place has the story that the command tells", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        tab explain
        wait idle
        state $DIR/first.json
        click canvas_source 60,50
        wait idle
        state $DIR/clicked.json
        set contrast 0.15
        wait idle
        state $DIR/contrast.json
        click canvas_source 1,1
        wait idle
        state $DIR/border.json
    )");
    // Before anything was chosen the strongest keypoint is explained.
    const auto first = window.state("first.json");
    CHECK(first["panel"] == "explain");
    CHECK(first["explain"]["verdict"] == "keypoint");
    for (const char* widget : {"explain_verdict", "explain_samples", "explain_offset", "explain_contrast",
                               "explain_edge", "plot_explain_orientation", "explain_patch", "plot_descriptor",
                               "explain_gaussian_0", "explain_dog_1", "explain_octave_0"})
        CHECK(first["widgets"].contains(widget));

    for (const char* name : {"clicked.json", "contrast.json", "border.json"}) {
        const auto explain = window.state(name)["explain"];
        CAPTURE(name, explain["why"].get<std::string>());
        const double contrast = window.state(name)["settings"]["contrast"];
        std::vector<std::string> options{"--contrast", std::to_string(contrast)};
        if (!explain["size"].is_null()) options.insert(options.end(), {"--size", explain["size"].dump()});
        const auto told = from_command(window, explain["at"], options);
        for (const char* key :
             {"at", "verdict", "why", "octave", "layer", "neighbourhood", "offset", "contrast",
              "contrast_threshold", "edge_ratio", "edge_limit", "orientation_histogram", "orientations"})
            CHECK(explain[key] == told[key]);
    }
    CHECK(window.state("border.json")["explain"]["verdict"] == "outside");
}

TEST_CASE("explain screen: every layer can be looked at, and a second click shows the picture again",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        tab explain
        wait idle
        click explain_octave_1
        wait idle
        click explain_dog_2
        wait idle
        state $DIR/dog.json
        shot $DIR/dog.png
        click explain_gaussian_5
        wait idle
        state $DIR/gaussian.json
        click explain_gaussian_5
        click explain_rotated
        wait idle
        click canvas_rotated 100,100
        wait idle
        state $DIR/rotated.json
        scroll canvas_rotated 100,100 5
        drag canvas_rotated 100,100 110,90
        key 0
        wait idle
        tab match
        state $DIR/match.json
    )");
    const auto dog = window.state("dog.json")["explain"];
    CHECK(dog["shown"]["kind"] == "dog");
    CHECK(dog["shown"]["layer"] == 2);
    CHECK(dog["shown"]["octave"] == 1);
    CHECK(dog["strip"] == 1);
    CHECK(window.state("gaussian.json")["explain"]["shown"]["kind"] == "gaussian");
    const auto rotated = window.state("rotated.json");
    CHECK(rotated["explain"]["picture"] == "rotated");
    CHECK(rotated["explain"]["shown"]["kind"] == "picture");
    CHECK(rotated["widgets"].contains("canvas_rotated"));
    CHECK_FALSE(rotated["widgets"].contains("canvas_source"));
    CHECK(window.state("match.json")["widgets"].contains("canvas_source"));
}

TEST_CASE("explain screen: what is isolated on the match screen is explained", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        click insight_matches
        click table_row_0
        click insight_match
        wait idle
        state $DIR/isolated.json
        tab explain
        wait idle
        state $DIR/explained.json
    )");
    const auto isolated = window.state("isolated.json");
    CHECK(isolated["view"]["insight"] == "match");
    const auto explained = window.state("explained.json")["explain"];
    REQUIRE(isolated["isolated"]["kind"] == "match");
    const auto& keypoint = isolated["isolated"]["first"];
    CHECK(explained["verdict"] == "keypoint");
    CHECK(explained["x"] == keypoint["x"]);
    CHECK(explained["contrast"] == keypoint["response"]);
    CHECK(isolated["widgets"].contains("match_patch_source"));
    CHECK(isolated["widgets"].contains("plot_match_bins"));
}

TEST_CASE("match screen: rejected candidates are counted by verdict, and each kind has its switch",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        state $DIR/off.json
        click show_rejected
        wait idle
        state $DIR/on.json
        click rejected_edge
        wait idle
        state $DIR/no_edges.json
        shot $DIR/rejected.png
    )");
    CHECK(window.state("off.json")["rejected"].is_null());
    const auto on = window.state("on.json");
    CHECK(on["view"]["rejected"] == true);
    int all = 0;
    for (const auto& [verdict, counts] : on["rejected"].items()) {
        all += counts[0].get<int>();
        CHECK(on["widgets"].contains("rejected_" + verdict) ==
              (counts[0].get<int>() + counts[1].get<int>() > 0));
    }
    CHECK(all > 5);
    CHECK(on["values"]["rejected_edge"] == true);
    CHECK(window.state("no_edges.json")["values"]["rejected_edge"] == false);
}
