#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <sys/wait.h>

#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

struct Outcome {
    int status;
    std::string out, err;
};

/// Runs `siftscope nn ARGUMENTS` in the folder.
Outcome run_nn(const TemporaryFolder& folder, const std::string& arguments) {
    const std::string command =
        "cd '" + folder.path().string() + "' && '" SIFTSCOPE_PROGRAM "' nn " + arguments + " > out 2> err";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(folder.path() / "out"),
            content(folder.path() / "err")};
}

}  // namespace

TEST_CASE("nn command: a student's path: write an example, solve it, be told the slip and the right value",
          "[commands][nn]") {
    const TemporaryFolder folder;
    CHECK(run_nn(folder, "--example fully_connected --output problem.json").status == 0);
    const Outcome solved = run_nn(folder, "problem.json --output result.json");
    CHECK(solved.status == 0);
    CHECK(solved.out.find("linear: checked 15 of 15 numbers") == 0);
    CHECK(content(folder.path() / "result.json")
              .find("\"dx\": {\"shape\": [3], \"data\": [11.0, -1.0, -3.5]}") != std::string::npos);

    const Outcome right = run_nn(folder, "problem.json --check result.json");
    CHECK(right.status == 0);
    CHECK(right.out == "y is right\ndx is right\ndweight is right\ndbias is right\n");

    write(folder.path() / "mine.json", R"({"dx": {"shape": [3], "data": [4, -3, -1]}})");
    const Outcome wrong = run_nn(folder, "problem.json --check mine.json");
    CHECK(wrong.status == 1);
    CHECK(wrong.out.find("dx[0] is 4, but the right value is 11 (3 of 3 entries are wrong)\n  Known slip: a "
                         "missing transpose") == 0);
    CHECK(wrong.err.empty());
}

TEST_CASE("nn command: without --output the result goes to standard output, --latex prints a document",
          "[commands][nn]") {
    const TemporaryFolder folder;
    write(folder.path() / "p.json", run_nn(folder, "--example worked_3x3").out);
    const Outcome result = run_nn(folder, "p.json");
    CHECK(result.status == 0);
    CHECK(result.out.find(
              "\"dx\": {\"shape\": [1, 3, 3], \"data\": [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]}") !=
          std::string::npos);
    CHECK(run_nn(folder, "p.json --output -").out == result.out);
    CHECK(run_nn(folder, "p.json --latex").out.find("\\documentclass") == 0);
}

TEST_CASE("nn command: bad input ends with status 2, one sentence, and nothing written", "[commands][nn]") {
    const TemporaryFolder folder;
    write(folder.path() / "bad.json",
          R"({"layer": "nll", "logits": {"shape": [2], "data": [1, 1e999]}, "target": 0})");
    write(folder.path() / "good.json",
          R"({"layer": "nll", "logits": {"shape": [2], "data": [1, 2]}, "target": 0})");
    write(folder.path() / "empty.json", "");
    for (const std::string arguments :
         {"bad.json --output r.json", "missing.json --output r.json", "empty.json --output r.json",
          ". --output r.json", "good.json --output nowhere/r.json",
          "good.json --check bad.json --output r.json", "good.json --check missing.json --output r.json",
          "good.json --output good.json", "good.json --tolerance nan --output r.json",
          "--example nothing --output r.json", "--example nll good.json --output r.json", "",
          "good.json --unknown"}) {
        CAPTURE(arguments);
        const Outcome outcome = run_nn(folder, arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find("siftscope: ") == 0);
        CHECK(outcome.err.find('\n') == outcome.err.size() - 1);
        CHECK_FALSE(fs::exists(folder.path() / "r.json"));
    }
    CHECK(run_nn(folder, "bad.json").err ==
          "siftscope: \"bad.json\": logits.data[1] is 1e999, which is too large for a double-precision "
          "number\n");
    CHECK(content(folder.path() / "good.json").find("\"layer\"") == 1);
}
