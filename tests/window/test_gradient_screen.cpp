// The gradient screen by script: what a person sees and does there.

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json json_of(const fs::path& file) {
    return json::parse(file_text(file), nullptr, false);
}

}  // namespace

TEST_CASE("gradient screen: each preset opens, is solved and checked, and shows what siftscope nn solves",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    std::string script = "wait idle\ntab gradients\nexpect panel == gradients\n";
    const std::vector<std::string> presets{"worked_3x3",   "overlap",         "tie", "conv_stride2_padding",
                                           "channels_2x2", "fully_connected", "nll", "chain"};
    for (const std::string& preset : presets)
        script += "click preset_" + preset + "\nwait idle\nexpect nn.preset == " + preset +
                  "\nexpect error == null\nstate $DIR/" + preset + ".json\n";
    window.play(script);
    for (const std::string& preset : presets) {
        CAPTURE(preset);
        const json nn = window.state(preset + ".json").at("nn");
        const std::string problem = (window.folder() / (preset + "-problem.json")).string();
        const std::string result = (window.folder() / (preset + "-result.json")).string();
        REQUIRE(run({SIFTSCOPE_PROGRAM, "nn", "--example", preset, "--output", problem}) == 0);
        REQUIRE(run({SIFTSCOPE_PROGRAM, "nn", problem, "--output", result}) == 0);
        CHECK(nn.at("problem") == json_of(problem));
        CHECK(nn.at("result") == json_of(result));
        CHECK_THAT(nn.at("check").get<std::string>(), contains_text("checked"));
    }
}

TEST_CASE("gradient screen: the worked 3x3 shows live and constant cells, then exactly 0 and 1",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"script(
        wait idle
        tab gradients
        wait idle
        expect nn.preset == worked_3x3
        expect widgets contains cell_x_0_0_0
        expect widgets contains cell_live_0_1_1
        expect widgets contains cell_dx_0_2_2
        hover cell_live_0_1_1
        expect nn.formula == "x[0, 1, 1] = 5 is live (x)"
        hover cell_live_0_0_1
        expect nn.formula == "x[0, 0, 1] = 1 is a constant (c)"
        hover cell_dx_0_1_1
        expect nn.formula == "1*1 = 1"
        hover cell_dx_0_0_0
        expect nn.formula == "1*0 = 0"
        hover cell_y_0_0_0
        expect nn.formula == "max(1, 1, 1, 1, 5, 1, 1, 1, 1) = 5"
        state $DIR/state.json
    )script");
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    const json nn = window.state("state.json").at("nn");
    CHECK(nn.at("result").at("dx").at("data") == json({0, 0, 0, 0, 1, 0, 0, 0, 0}));
    CHECK(nn.at("live") == json({"ccc", "cxc", "ccc"}));
    CHECK(nn.at("hovered").at("depends_on") == json({{"x", 9}}));
}

TEST_CASE("gradient screen: pointing at a cell shows its formula and what it hangs on, a click pins it",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab gradients
        click preset_conv_stride2_padding
        wait idle
        hover cell_y_0_0_0
        expect nn.formula == "0.5*0 + -2*1 + 0*1 + -1*3 + 0.5 = -4.5"
        expect nn.hovered.name == "y[0, 0, 0]"
        expect nn.hovered.depends_on.x == 4
        expect nn.hovered.depends_on.weight == 4
        expect nn.hovered.depends_on.bias == 1
        hover cell_dx_0_0_0
        expect nn.formula == "1*0.5 = 0.5"
        expect nn.hovered.check contains "central difference 0.5"
        expect nn.badges.dx contains "checked, largest error"
        click cell_dbias_0
        hover tab_match
        expect nn.hovered == null
        expect nn.pinned.name == "dbias[0]"
        expect nn.formula == "1 + 0 + 2 + -1 + 3 + 0 + 0.5 + 1 + -2 = 4.5"
        key Escape
        expect nn.pinned == null
        click preset_tie
        wait idle
        hover cell_dx_0_0_1
        expect nn.hovered.note contains "0 from below and 1 from above"
        expect nn.hovered.note contains subgradient
        expect nn.badges.dx contains "6 ties or kinks"
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE(
    "gradient screen: an edit by typing, dragging or arrow changes what it must, and undo takes it back",
    "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab gradients
        wait idle
        set cell_x_0_0_2 9
        wait idle
        expect nn.problem.x.data.2 == 9
        expect nn.result.y.data.0 == 9
        expect nn.result.dx.data.2 == 1
        expect nn.result.dx.data.4 == 0
        expect nn.undo == 1
        key Ctrl+Z
        wait idle
        expect nn.result.dx.data.4 == 1
        expect nn.problem.x.data.2 == 1
        key Ctrl+Shift+Z
        wait idle
        expect nn.problem.x.data.2 == 9
        key Ctrl+Z
        wait idle
        drag cell_x_0_0_0 1 5.5
        wait idle
        expect nn.problem.x.data.0 == 5.5
        expect nn.result.dx.data.0 == 1
        expect nn.undo == 1
        click cell_dy_0_0_0
        key Up
        key Shift+Up
        wait idle
        expect nn.problem.dy.data.0 ~ 2.1
        expect nn.result.dx.data.0 ~ 2.1
        type -3
        key Enter
        wait idle
        expect nn.problem.dy.data.0 == -3
        set cell_x_0_1_1 5e
        expect error contains "not a number"
        expect nn.problem.x.data.4 == 5
        key Escape
        click cell_y_0_0_0
        key Up
        wait idle
        expect nn.result.y.data.0 == 5.5
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("gradient screen: settings of a layer follow, and one that cannot be turns back and says why",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab gradients
        click preset_conv_stride2_padding
        wait idle
        set stride 1
        wait idle
        expect nn.shapes.y.1 == 5
        expect values.stride == "1 × 1"
        set kernel 3x2
        wait idle
        expect nn.shapes.weight.3 == 2
        expect nn.shapes.y.2 == 6
        set dilation "2, 1"
        wait idle
        expect nn.shapes.y.1 == 3
        set stride 0
        expect error contains stride
        expect values.stride == "1 × 1"
        set kernel 99
        expect error contains "1 to 64"
        set padding some
        expect error contains "whole number"
        expect values.padding == "1 × 1"
        click preset_chain
        wait idle
        set target 1
        wait idle
        expect nn.problem.target == 1
        set layers2_kernel 1
        set layers2_stride 2
        wait idle
        expect error == null
        expect nn.shapes.layers2_y.1 == 2
        set layers0_stride 2
        wait idle
        expect nn.shapes.layers0_y.1 == 2
        expect error == null
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("gradient screen: steps run forward and backward with the running sum, and play comes to an end",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab gradients
        click preset_overlap
        wait idle
        expect nn.step == null
        click step_forward
        expect nn.step.text == "y[0, 0, 0]: max(1, 2, 1, 0, 3, 9, 1, 4, 2) = 9"
        click step_forward
        click step_forward
        expect nn.step.text contains "dy[0, 0, 0]"
        set step 14
        expect nn.step.text == "dx[0, 1, 2]: 2*1 = 2 so far"
        expect nn.step.running == 2
        click step_forward
        expect nn.step.running == 5
        click step_back
        expect nn.step.running == 2
        set step 19
        set speed 30
        click step_play
        wait idle
        expect nn.step.playing == false
        click step_end
        expect nn.step == null
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("gradient screen: what is exported is what the command line writes, byte for byte",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    std::string script = R"(
        wait idle
        tab gradients
        click preset_channels_2x2
        wait idle
        set cell_x_1_0_0 0.125
        wait idle
    )";
    for (const auto& [what, file] :
         std::vector<std::pair<std::string, std::string>>{{"problem", "problem.json"},
                                                          {"result", "result.json"},
                                                          {"derivation", "result.tex"},
                                                          {"dweight", "dweight.json"},
                                                          {"dweight", "dweight.csv"},
                                                          {"dweight", "dweight.tex"},
                                                          {"dweight", "dweight.svg"},
                                                          {"dweight", "dweight.png"}})
        script += "set export_tensor " + what + "\nset gradient_export_path $DIR/" + file +
                  "\nclick export_map\nwait idle\nexpect error == null\n";
    script += R"(
        set gradient_export_path $DIR/dweight.doc
        click export_map
        expect error contains ".png, .jpg"
        set gradient_export_path $DIR/dweight.png
        click copy_nn_command
        wait idle
        expect message contains "siftscope nn"
        click export_screen
        wait idle
    )";
    const int status = window.run(script);
    CAPTURE(window.errors());
    REQUIRE(status == 0);
    const fs::path& folder = window.folder();
    const std::string problem = (folder / "problem.json").string();
    REQUIRE(run({SIFTSCOPE_PROGRAM, "nn", problem, "--output", (folder / "by-command.json").string()}) == 0);
    CHECK(file_text(folder / "result.json") == file_text(folder / "by-command.json"));
    CHECK(file_text(folder / "channels_2x2-problem.json") == file_text(problem));
    CHECK(run({SIFTSCOPE_PROGRAM, "nn", problem, "--check", (folder / "result.json").string()}) == 0);

    const json dweight = json_of(folder / "by-command.json").at("dweight");
    CHECK(json_of(folder / "dweight.json") == dweight);
    std::string csv = file_text(folder / "dweight.csv");
    std::vector<double> numbers;
    for (char& letter : csv)
        if (letter == ',') letter = '\n';
    std::stringstream lines(csv);
    for (double number = 0; lines >> number;) numbers.push_back(number);
    CHECK(json(numbers) == dweight.at("data"));
    // The matrices of the tensor stand in the derivation as they were exported.
    const std::string tex = file_text(folder / "result.tex");
    CHECK_THAT(tex, contains_text(file_text(folder / "dweight.tex")));
    CHECK_FALSE(cv::imread((folder / "dweight.png").string()).empty());
    CHECK_THAT(file_text(folder / "dweight.svg"), contains_text("27.5"));
    CHECK_FALSE(cv::imread((folder / "channels_2x2-screen.png").string()).empty());
}

TEST_CASE("gradient screen: a patch of the photograph and all of it are solved while values change",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const int status = window.run(R"(
        wait idle
        tab gradients
        click preset_photograph
        wait idle
        expect error == null
        expect nn.shapes.x.1 == 48
        expect nn.patch.left == 96
        expect widgets contains map_gradient_over_input
        drag patch_canvas 120,90 60,50
        wait idle
        expect nn.patch.left == 36
        expect nn.patch.top == 26
        expect nn.undo == 2
        set patch_size 40
        wait idle
        expect nn.shapes.x.2 == 40
        set kernel_1 gaussian
        wait idle
        expect nn.problem.layers.0.weight.data.13 == 0.25
        drag cell_layers0_weight_0_0_0_0 -1 2
        wait idle
        expect nn.problem.layers.0.weight.data.0 == 2
        expect values.kernel_0 == edited
        hover map_dx_0 10,12
        expect nn.hovered.name == "dx[0, 12, 10]"
        scroll map_x_0 10,12 20
        expect widgets contains cell_x_0_12_10
        hover cell_x_0_12_10
        expect nn.hovered.name == "x[0, 12, 10]"
        set target 2
        wait idle
        set whole_photograph on
        wait idle
        expect nn.shapes.x.1 == 180
        expect nn.shapes.x.2 == 240
        drag cell_layers0_weight_0_0_0_1 0 1
        wait idle
        expect error == null
        key Escape
        key 0
        hover map_layers1_y_2 100,100
        expect nn.hovered.name == "layers[1].y[2, 100, 100]"
    )");
    CAPTURE(window.errors());
    CHECK(status == 0);
}

TEST_CASE("gradient screen: every control can be reached at 1024 x 640 and at 200 %, in both themes",
          "[window][gradients]") {
    NEEDS_DISPLAY();
    const std::string look =
        GENERATE("resize 1024 640\n", "resize 1900 1180\nclick menu_view\nclick menu_size\nclick size_200\n");
    CAPTURE(look);
    ScriptedWindow window;
    const std::string begin = look + "wait idle\ntab gradients\nwait idle\n";
    std::string script = begin;
    for (const char* preset : {"chain", "photograph"}) {  // the crawler sees the first one
        script += "click preset_" + std::string(preset) + "\nwait idle\nstate $DIR/" + preset + ".json\n";
    }
    window.play(script);
    std::string tour = begin;
    for (const char* preset : {"chain", "photograph"}) {
        tour += "click preset_" + std::string(preset) + "\nwait idle\n";
        const json state = window.state(std::string(preset) + ".json");
        int count = 0;
        for (const auto& item : state.at("widgets").items()) {
            const std::string& name = item.key();
            const bool cell = name.rfind("cell_", 0) == 0;
            if (name.rfind("menu_", 0) == 0 || name == "formula" || (cell && ++count % 13 != 0)) continue;
            tour += "hover " + name + "\n";
        }
    }
    const int status = window.run(tour + "expect error == null\n");
    CAPTURE(window.errors());
    CHECK(status == 0);
}
