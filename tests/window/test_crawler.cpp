#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

// Dear ImGui's assertions are compiled in: whatever is begun and not ended, or named twice, ends the program.

namespace {

bool begins_with(const std::string& text, const std::string& start) {
    return text.rfind(start, 0) == 0;
}

/// Screens of the window, as the steps that lead to each from the one before.
struct Visit {
    std::string name;
    std::string steps;
};

std::vector<Visit> visits_of(const nlohmann::json& widgets) {
    std::vector<Visit> visits;
    for (const auto& item : widgets.items())
        if (begins_with(item.key(), "insight_"))
            visits.push_back({item.key(), "tab match\nclick " + item.key() + "\n"});
    for (const auto& item : widgets.items())
        if (begins_with(item.key(), "tab_"))
            visits.push_back({item.key(), "tab " + item.key().substr(4) + "\n"});
    for (const char* layout : {"layout_stacked", "layout_overlay"})
        visits.push_back({layout, std::string("tab match\nclick ") + layout + "\n"});
    return visits;
}

/// Points at all that a screen has and `known` has not, and unfolds what unfolds.
std::string look_at_all(const nlohmann::json& widgets, const nlohmann::json& known) {
    std::string steps;
    for (const auto& item : widgets.items()) {
        const std::string& name = item.key();
        if (begins_with(name, "figure_") || known.contains(name)) continue;  // figures are read, not used
        steps += "hover " + name + "\n";
        for (const char* combo : {"engine", "profile", "canvas", "interpolation"})
            if (name == combo) steps += "click " + name + "\nkey Escape\n";
    }
    return steps;
}

/// At three sizes; `scale` is the entry of the menu that chooses it.
void crawl(const std::string& scale) {
    const std::string size = GENERATE("1024 640", "1440 900", "3840 2160");
    CAPTURE(scale, size);
    ScriptedWindow window(3840, 2160);
    const std::string begin =
        "resize " + size + "\nwait idle\nclick menu_view\nclick menu_size\nclick " + scale + "\n";
    window.play(begin + "state $DIR/start.json\n");
    const auto start = window.state("start.json");
    const std::vector<Visit> visits = visits_of(start["widgets"]);
    REQUIRE(visits.size() >= 10);

    std::string notes = begin;
    for (const Visit& visit : visits)
        notes += visit.steps + "wait idle\nstate $DIR/" + visit.name + ".json\n";
    window.play(notes);

    std::string tour = begin;
    for (const Visit& visit : visits) {
        const auto state = window.state(visit.name + ".json");
        REQUIRE(state["widgets"].size() > 10);
        const bool of_match = !begins_with(visit.name, "tab_");  // the rest was looked at with its tab
        tour += visit.steps + "wait idle\n" +
                look_at_all(state["widgets"], of_match ? start["widgets"] : nlohmann::json::object());
    }
    tour +=
        "tab match\nclick layout_side_by_side\nclick menu_file\nclick menu_samples\nkey Escape\nkey Escape\n"
        "click menu_edit\nkey Escape\nclick menu_help\nkey Escape\nkey F1\nkey Escape\nkey Ctrl+O\nkey "
        "Escape\n"
        "click menu_view\nclick theme_light\nwait idle\nshot $DIR/light.png\n";
    window.play(tour);
}

}  // namespace

TEST_CASE("crawler: every screen, menu and control can be pointed at, at three sizes", "[window]") {
    NEEDS_DISPLAY();
    crawl("size_100");
}

TEST_CASE("crawler: every screen, menu and control can be pointed at, at three sizes, twice as large",
          "[window]") {
    NEEDS_DISPLAY();
    crawl("size_200");
}
