#include "app/nn_problem/nn_problem.h"

#include <filesystem>
#include <fstream>

#include "app/model/error.h"
#include "app/nn_problem/answer_check.h"
#include "app/nn_problem/json_tensor.h"
#include "app/nn_problem/nn_examples.h"
#include "app/nn_problem/nn_latex.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

std::string problem_refusal(const std::string& text) {
    try {
        (void)parse_nn_problem(text);
    } catch (const UserError& error) {
        return error.what();
    }
    return "nothing was refused";
}

/// A conv2d problem 1x3x3 with a 2x2 kernel; `change` is put in place of the key's value.
std::string conv_with(const std::string& key, const std::string& value) {
    Json problem{{"layer", "conv2d"},
                 {"x", to_json(nn::Tensor({1, 3, 3}, 1.0))},
                 {"weight", to_json(nn::Tensor({1, 1, 2, 2}, 1.0))},
                 {"bias", to_json(nn::Tensor({1}))},
                 {"dy", to_json(nn::Tensor({1, 2, 2}, 1.0))},
                 {"stride", {1, 1}}};
    problem[key] = "@";
    std::string text = problem.dump();
    text.replace(text.find("\"@\""), 3, value);
    return text;
}

Json value_of(const std::string& text) {
    return parse_strict_json(text);
}

}  // namespace

TEST_CASE("nn problem: every golden case is solved within 1e-9 and passes its own check",
          "[app][nn][golden]") {
    const auto path = std::filesystem::path(SIFTSCOPE_SOURCE_DIR) / "../shared/golden/nn.json";
    if (!std::filesystem::exists(path)) {
        WARN("no golden values beside the source: skipped");
        return;
    }
    std::ifstream file(path);
    const Json golden = Json::parse(file);
    for (const Json& golden_case : golden.at("cases")) {
        const std::string name = golden_case.at("name");
        CAPTURE(name);
        const NnProblem problem = parse_nn_problem(golden_case.at("problem").dump());
        const NnSolution solution = solve(problem);
        const auto answers = check_answers(problem, solution, golden_case.at("expected"), 1e-9);
        CHECK_FALSE(answers.empty());
        for (const CheckedAnswer& answer : answers) {
            CAPTURE(answer.first_wrong);
            CHECK(answer.right);
        }
        CHECK(solution.check.max_relative_error < 1e-7);
        CHECK(solution.check.checked.size() + solution.check.kinks.size() == solution.check.entries);
        // A result file checks itself.
        for (const CheckedAnswer& answer :
             check_answers(problem, solution, result_json(problem, solution), 1e-9))
            CHECK(answer.right);
    }
}

TEST_CASE("nn problem: each example is read back as it was written, and its gradients hold", "[app][nn]") {
    CHECK(nn_examples().size() == 8);
    for (const NnExample& example : nn_examples()) {
        CAPTURE(example.name);
        const std::string text = compact_json_text(to_json(example.problem));
        const NnProblem read = parse_nn_problem(text);
        CHECK(compact_json_text(to_json(read)) == text);
        const NnSolution solution = solve(read);
        CHECK(solution.check.max_relative_error < 1e-8);
        CHECK(solution.check.kinks.empty() == (example.name != "tie"));
    }
    CHECK_THROWS_AS(nn_example("nothing"), UserError);
}

TEST_CASE("nn problem: the worked 3x3 example has gradient 1 in the centre and 0 elsewhere", "[app][nn]") {
    const NnProblem& problem = nn_example("worked_3x3").problem;
    const Json result = result_json(problem, solve(problem));
    CHECK(result.at("y").at("data") == Json{5.0});
    CHECK(result.at("dx").at("data") == Json{0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0});
    CHECK(result.at("argmax") == value_of("[[1, 1]]"));
}

TEST_CASE("nn problem: settings that are left out take PyTorch's defaults, one number stands for both axes",
          "[app][nn]") {
    const NnProblem conv = parse_nn_problem(conv_with("stride", "1"));
    CHECK(std::get<nn::Conv2d>(conv.network.layers[0]).padding == nn::Pair{0, 0});
    const NnProblem pool = parse_nn_problem(
        R"({"layer": "maxpool2d", "x": {"shape": [1, 4, 4], "data": [1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7]}, "kernel": 2, "dy": {"shape": [1, 2, 2], "data": [1, 1, 1, 1]}})");
    CHECK(std::get<nn::MaxPool2d>(pool.network.layers[0]).stride == nn::Pair{2, 2});
}

TEST_CASE("nn problem: what does not fit is refused with layer, key, both shapes and the rule",
          "[app][nn][bad]") {
    CHECK(problem_refusal(conv_with("weight", R"({"shape": [1, 2, 1, 1], "data": [1, 2]})")) ==
          "conv2d: x has shape [1, 3, 3] and weight has shape [1, 2, 1, 1]: the weight's second extent must "
          "be the number of channels of x");
    CHECK(problem_refusal(conv_with("dy", R"({"shape": [1, 2, 1], "data": [1, 2]})")) ==
          "conv2d: dy has shape [1, 2, 1], but y has shape [1, 2, 2]: dy must have the shape of y");
    CHECK(problem_refusal(conv_with("dilation", "[3, 1]"))
              .find("conv2d: kernel [2, 2] with dilation [3, 1] spans 4 rows, but x [1, 3, 3]") == 0);
    CHECK(problem_refusal(conv_with("stride", "[1, 0]")) ==
          "conv2d: stride is [1, 0], but each value must be from 1 to 1000000");
    CHECK(problem_refusal(R"({"layer": "nll", "logits": {"shape": [2], "data": [1, 2]}, "target": 2})") ==
          "nll: target is 2, but the logits have shape [2]: the target must be a class from 0 to 1");
    CHECK(
        problem_refusal(
            R"({"layer": "network", "x": {"shape": [2], "data": [1, 2]}, "target": 0, "layers": [{"layer": "relu"}, {"layer": "linear", "weight": {"shape": [1, 3], "data": [1, 2, 3]}, "bias": {"shape": [1], "data": [0]}}]})") ==
        "layers[1]: linear: x has shape [2] and weight has shape [1, 3]: the weight's second extent must be "
        "the number of entries of x, 2");
}

TEST_CASE("nn problem: values of the wrong kind are refused by name", "[app][nn][bad]") {
    CHECK(problem_refusal(conv_with("stride", "-1")) ==
          "conv2d: stride is -1, but must be [vertical, horizontal], two whole numbers from 0");
    CHECK(problem_refusal(conv_with("stride", "[1.5, 1]")).find("conv2d: stride is [1.5,1]") == 0);
    CHECK(problem_refusal(conv_with("stride", "\"two\"")).find("conv2d: stride is \"two\"") == 0);
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 2, 2], "data": [1, "NaN", 3, 4]})")) ==
          "conv2d: x.data[1] is \"NaN\", but must be a number");
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 2, 2], "data": [1, null, 3, 4]})")) ==
          "conv2d: x.data[1] is null, but must be a number");
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 2, 2], "data": [1, 2, 3]})")) ==
          "conv2d: x: shape [1, 2, 2] needs 4 numbers, but there are 3");
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 0, 2], "data": []})")) ==
          "conv2d: x: shape [1, 0, 2] has an extent of 0: every extent is at least 1");
    CHECK(problem_refusal(conv_with("x", "[[1, 2], [3, 4]]"))
              .find("conv2d: x is [[1,2],[3,4]], but must be a tensor") == 0);
    CHECK(problem_refusal(conv_with("colour", "1"))
              .find("conv2d: the key \"colour\" has no meaning here; the keys are layer, x,") == 0);
    CHECK(problem_refusal(R"({"layer": "conv3d"})") ==
          "problem: layer is \"conv3d\", but must be nll, linear, conv2d, relu, maxpool2d or network");
    CHECK(problem_refusal(R"({"x": 1})") == "problem: the key \"layer\" is missing");
    CHECK(problem_refusal("[]") == "problem: it is [], but must be an object with keys");
    CHECK(problem_refusal(R"({"layer": "relu", "dy": 1})") == "relu: the key \"x\" is missing");
}

TEST_CASE("nn problem: sizes that would not fit into memory or time are refused before anything is made",
          "[app][nn][bad]") {
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 99999999999, 99999999999], "data": [1]})"))
              .find("conv2d: x: shape [1, 99999999999, 99999999999] holds more than") == 0);
    CHECK(problem_refusal(conv_with("x", R"({"shape": [18446744073709551615, 2, 2], "data": [1]})"))
              .find("holds more than") != std::string::npos);
    CHECK(
        problem_refusal(conv_with("padding", "[100000, 100000]")).find("holds more than 268435456 entries") !=
        std::string::npos);
    CHECK(
        problem_refusal(
            R"({"layer": "network", "x": {"shape": [1, 1, 1], "data": [1]}, "target": 0, "layers": [{"layer": "conv2d", "weight": {"shape": [1, 1, 1, 1], "data": [1]}, "bias": {"shape": [1], "data": [0]}, "padding": [5000, 5000]}, {"layer": "maxpool2d", "kernel": [10001, 10001]}, {"layer": "linear", "weight": {"shape": [1, 1], "data": [1]}, "bias": {"shape": [1], "data": [1]}}]})")
            .find(
                "layers[0]: conv2d: its output of shape [1, 10001, 10001] brings the problem to more than") ==
        0);
}

TEST_CASE(
    "nn problem: numbers beyond double precision are refused with their place, also when they come up later",
    "[app][nn][bad]") {
    CHECK(problem_refusal(conv_with("x", R"({"shape": [1, 2, 2], "data": [1, 2, 1e999, 4]})")) ==
          "x.data[2] is 1e999, which is too large for a double-precision number");
    const NnProblem problem = parse_nn_problem(conv_with(
        "x",
        R"({"shape": [1, 3, 3], "data": [1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308]})"));
    CHECK_THROWS_WITH(solve(problem), contains_text("too large for double precision"));
}

TEST_CASE("nn problem: what is not JSON, nested without end or doubled is refused with its place",
          "[app][nn][bad]") {
    CHECK(problem_refusal("{\"layer\": \n \"nll\", oops}").find("it is not JSON: line 2, column") == 0);
    CHECK(problem_refusal("").find("it is not JSON") == 0);
    CHECK(problem_refusal("{} {}").find("it is not JSON") == 0);
    CHECK(problem_refusal(std::string("\xff\xfe\x00\x01", 4)).find("it is not JSON") == 0);
    CHECK(problem_refusal(std::string(1'000'000, '[')).find("nested more than 32 levels deep") !=
          std::string::npos);
    CHECK(problem_refusal(R"({"layer": "nll", "target": 0, "target": 1})") ==
          "target stands there twice; each key may stand once");
    CHECK(problem_refusal(R"({"layer": "relu", "x": {"shape": [1], "shape": [1], "data": [1]}})") ==
          "x.shape stands there twice; each key may stand once");
}

TEST_CASE("nn check: the first wrong entry is named with its value and the right one", "[app][nn][check]") {
    const NnProblem& problem = nn_example("fully_connected").problem;
    const NnSolution solution = solve(problem);
    const Json answer = value_of(
        R"({"dbias": {"shape": [3], "data": [1, -1, 2]}, "dweight": {"shape": [3, 3], "data": [1, -2, 3, -1, 7, -3, 2, -4, 8]}})");
    const auto answers = check_answers(problem, solution, answer, 1e-9);
    CHECK(answers[0].right);
    CHECK(answers[1].first_wrong ==
          "dweight[1, 1] is 7, but the right value is 2 (2 of 9 entries are wrong)");
    CHECK(check_report(answers) ==
          "dweight[1, 1] is 7, but the right value is 2 (2 of 9 entries are wrong)\ndbias is right\n");
}

TEST_CASE("nn check: the tolerance is the student's to choose, 1e-9 is strict", "[app][nn][check]") {
    const NnProblem& problem = nn_example("nll").problem;
    const NnSolution solution = solve(problem);
    const Json answer{{"loss", solution.forward.loss + 1e-4}};
    CHECK_FALSE(check_answers(problem, solution, answer, 1e-9)[0].right);
    CHECK(check_answers(problem, solution, answer, 1e-3)[0].right);
    const Json tiny{{"loss", solution.forward.loss + 2e-9}};
    CHECK_FALSE(check_answers(problem, solution, tiny, 1e-9)[0].right);
}

TEST_CASE("nn check: an answer with unknown keys, nothing, or values of the wrong kind is refused",
          "[app][nn][check]") {
    const NnProblem& problem = nn_example("nll").problem;
    const NnSolution solution = solve(problem);
    const auto refused = [&](const std::string& text) -> std::string {
        try {
            (void)check_answers(problem, solution, value_of(text), 1e-9);
        } catch (const UserError& error) {
            return error.what();
        }
        return "nothing was refused";
    };
    CHECK(refused(R"({"los": 1})") ==
          "the answer: the key \"los\" is not one of the result; the keys are loss, p, dlogits, dp_target");
    CHECK(refused("{}") == "the answer: it holds no key of the result, so there is nothing to check");
    CHECK(refused("[1]") == "the answer: it is [1], but must be an object with keys");
    CHECK(refused(R"({"loss": "small"})") == "the answer: loss is \"small\", but must be a number");
    CHECK(refused(R"({"p": {"shape": [4], "data": [1, 2, 3]}})")
              .find("the answer: p: shape [4] needs 4 numbers") == 0);
}

TEST_CASE("nn latex: every brace and environment closes, and the numbers stand in the formulas",
          "[app][nn][latex]") {
    for (const NnExample& example : nn_examples()) {
        CAPTURE(example.name);
        const std::string text = nn_latex(example.problem, solve(example.problem));
        int depth = 0;
        for (const char c : text) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            REQUIRE(depth >= 0);
        }
        CHECK(depth == 0);
        const auto count = [&](const std::string& word) {
            std::size_t found = 0;
            for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
                ++found;
            return found;
        };
        CHECK(count("\\begin{") == count("\\end{"));
        CHECK(count("\\left(") == count("\\right)"));
        CHECK(count("\\[") == count("\\]"));
        CHECK(text.find("nan") == std::string::npos);
    }
    const NnProblem& worked = nn_example("worked_3x3").problem;
    CHECK(nn_latex(worked, solve(worked)).find(R"(\max\left(1, 1, 1, 1, 5, 1, 1, 1, 1\right) = 5)") !=
          std::string::npos);
}
