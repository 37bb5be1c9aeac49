#include <set>
#include <string>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

TEST_CASE("keyboard: keys belong to a list or menu while it is open", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        click insight_matches
        wait idle
        click table_row_0
        click engine
        key Down
        key Escape
        wait idle
        expect settings.ratio == 0.8
        expect isolated != null
        click menu_view
        key Down
        key Escape
        wait idle
        expect settings.ratio == 0.8
        expect isolated != null
        key Escape
        expect isolated == null
        key Down
        wait idle
        expect settings.ratio == 0.79
        click engine
        key Down
        key Enter
        wait idle
        expect engine == opencv
    )");
}

TEST_CASE("keyboard: Tab reaches every control", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        key Tab
        state $DIR/first.json
        key Shift+Tab
        state $DIR/last.json
        key Tab
        expect reached == menu_file
        key Enter
        key Escape
        expect reached == menu_file
        key Escape
        expect reached == null
    )");
    const auto widgets = window.state("first.json")["widgets"];
    // Once round: each of them is met, the last one before the first.
    std::string round = "wait idle\n";
    for (std::size_t i = 0; i < widgets.size(); ++i)
        round += "key Tab\nstate $DIR/at" + std::to_string(i) + ".json\n";
    window.play(round);
    std::set<std::string> met;
    for (std::size_t i = 0; i < widgets.size(); ++i) {
        const auto at = window.state("at" + std::to_string(i) + ".json")["reached"];
        if (at.is_string()) met.insert(at.get<std::string>());
    }
    for (const char* name :
         {"angle", "ratio", "tolerance", "mutual", "engine", "sigma", "export_path", "copy_command",
          "tab_sweep", "show_wrong", "layout_overlay", "insight_threshold", "canvas_source"}) {
        CAPTURE(name);
        CHECK(met.count(name) == 1);
    }
}

TEST_CASE("keyboard: a control reached by Tab is used by Enter", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play("wait idle\nstate $DIR/start.json\n");
    const auto steps_to = [&](const std::string& name) {
        std::string round = "wait idle\n";
        for (int i = 0; i < 70; ++i) round += "key Tab\nstate $DIR/at" + std::to_string(i) + ".json\n";
        window.play(round);
        for (int i = 0; i < 70; ++i)
            if (window.state("at" + std::to_string(i) + ".json")["reached"] == name) return i + 1;
        return 0;
    };
    const int mutual = steps_to("mutual");
    const int ratio = steps_to("ratio");
    REQUIRE(mutual > 0);
    REQUIRE(ratio > 0);
    const auto tabs = [](int count) {
        std::string keys;
        for (int i = 0; i < count; ++i) keys += "key Tab\n";
        return keys;
    };
    window.play("wait idle\n" + tabs(mutual) + R"(
        expect settings.mutual == false
        key Enter
        wait idle
        expect settings.mutual == true
    )");
    window.play("wait idle\n" + tabs(ratio) + R"(
        key Enter
        wait idle
        key Ctrl+A
        type 0.6
        key Enter
        wait idle
        expect settings.ratio == 0.6
    )");
}
