#include <cmath>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/window/scripted.h"

namespace {

constexpr int rounds = 5;

// Three quarters along a slider from -180 to 180 degrees whose knob stops short of both ends.
constexpr double reached = 94;
constexpr double margin = 6;

/// Every step is held for long enough that the window has drawn a frame under load.
void xdotool(const ScriptedWindow& window, std::vector<std::string> words) {
    words.insert(words.begin(), "xdotool");
    words.insert(words.end(), {"sleep", "0.6"});
    REQUIRE(run(words, window.environment(), 60) == 0);
}

bool appears(const std::filesystem::path& file, ChildProcess& window) {
    for (int i = 0; i < 600 && window.wait(0.1) == -1; ++i)
        if (std::filesystem::exists(file)) return true;
    return std::filesystem::exists(file);
}

}  // namespace

TEST_CASE("window: a true mouse drags the rotation and the picture turns", "[window]") {
    NEEDS_DISPLAY();
    if (!installed("xdotool")) {
        WARN("skipped: xdotool is not installed (script/bootstrap installs it)");
        return;
    }
    ScriptedWindow window;
    std::string script = "set angle 10\nwait idle\nstate $DIR/before.json\n";
    for (int i = 0; i < rounds; ++i) {
        const std::string n = std::to_string(i);
        script += "wait file $DIR/go" + n + "\nwait idle\nstate $DIR/after" + n + ".json\n";
    }
    const auto program = window.start(script);
    REQUIRE(appears(window.folder() / "before.json", *program));
    const nlohmann::json before = window.state("before.json");
    REQUIRE(before.at("values").at("angle") == 10);
    const auto rect = before.at("widgets").at("angle").get<std::vector<double>>();
    const auto place = [&](double fraction) {
        return std::pair{std::to_string(std::lround(rect[0] + fraction * rect[2])),
                         std::to_string(std::lround(rect[1] + rect[3] / 2))};
    };

    double angle = 0;
    double turned = 0;
    for (int i = 0; i < rounds && std::abs(angle - reached) > margin; ++i) {
        const auto [x0, y0] = place(0.5);
        const auto [x1, y1] = place(0.6);
        const auto [x2, y2] = place(0.75);
        xdotool(window, {"mousemove", x0, y0});
        xdotool(window, {"mousedown", "1"});
        xdotool(window, {"mousemove", x1, y1});
        xdotool(window, {"mousemove", x2, y2});
        xdotool(window, {"mouseup", "1"});
        const std::string n = std::to_string(i);
        std::ofstream(window.folder() / ("go" + n)) << "go";
        REQUIRE(appears(window.folder() / ("after" + n + ".json"), *program));
        const nlohmann::json after = window.state("after" + n + ".json");
        angle = after.at("values").at("angle").get<double>();
        turned = after.at("angle_true").get<double>();
    }
    CHECK(angle == Approx(reached).margin(margin));
    CHECK(turned == Approx(angle));
    for (int i = 0; i < rounds; ++i) std::ofstream(window.folder() / ("go" + std::to_string(i))) << "go";
    CHECK(program->wait(60) == 0);
}

namespace {

/// Opens the window, acts `prepare` out, lets `act` use the mouse by what the state says, and returns the
/// state after.
nlohmann::json with_true_mouse(const std::string& prepare,
                               const std::function<void(const ScriptedWindow&, const nlohmann::json&)>& act) {
    ScriptedWindow window;
    const auto program = window.start(prepare + "wait idle\nstate $DIR/before.json\nstate $DIR/ready.json\n" +
                                      "wait file $DIR/go\nwait idle\nstate $DIR/after.json\n");
    REQUIRE(appears(window.folder() / "ready.json", *program));
    act(window, window.state("before.json"));
    std::ofstream(window.folder() / "go") << "go";
    CHECK(program->wait(60) == 0);
    return window.state("after.json");
}

void point(const ScriptedWindow& window, const nlohmann::json& state, const std::string& name,
           double across) {
    const auto rect = state.at("widgets").at(name).get<std::vector<double>>();
    xdotool(window, {"mousemove", std::to_string(std::lround(rect[0] + across * rect[2])),
                     std::to_string(std::lround(rect[1] + rect[3] / 2))});
}

}  // namespace

TEST_CASE("window: a true mouse drags the threshold on its plot", "[window]") {
    NEEDS_DISPLAY();
    if (!installed("xdotool")) {
        WARN("skipped: xdotool is not installed (script/bootstrap installs it)");
        return;
    }
    const nlohmann::json after =
        with_true_mouse("wait idle\nclick insight_threshold\n",
                        [](const ScriptedWindow& window, const nlohmann::json& state) {
                            point(window, state, "plot_threshold", 0.8);
                            xdotool(window, {"mousedown", "1"});
                            point(window, state, "plot_threshold", 0.6);
                            point(window, state, "plot_threshold", 0.4);
                            xdotool(window, {"mouseup", "1"});
                        });
    CHECK(after.at("settings").at("ratio").get<double>() == Approx(0.4).margin(0.1));
}

TEST_CASE("window: a true mouse opens the explanation of a place", "[window]") {
    NEEDS_DISPLAY();
    if (!installed("xdotool")) {
        WARN("skipped: xdotool is not installed (script/bootstrap installs it)");
        return;
    }
    nlohmann::json before;
    const nlohmann::json after =
        with_true_mouse("tab explain\n", [&](const ScriptedWindow& window, const nlohmann::json& state) {
            before = state.at("explain").value("at", nlohmann::json());
            point(window, state, "canvas_source", 0.3);
            xdotool(window, {"mousedown", "1"});
            xdotool(window, {"mouseup", "1"});
        });
    CHECK(after.at("panel") == "explain");
    REQUIRE(after.at("explain").at("at").is_array());
    CHECK(after.at("explain").at("at") != before);
}
