#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/house/project_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;

namespace {

struct Command {
    std::size_t line;  // of the document, from 1
    std::string text;
};

/// The command lines in the blocks of a document that are fenced as ```sh; a line that ends in a backslash
/// goes on in the next, one that starts with # is a comment.
std::vector<Command> commands_of(const fs::path& document) {
    std::vector<Command> commands;
    bool inside = false;
    bool goes_on = false;
    std::size_t number = 0;
    for (const std::string& line : lines_of(document)) {
        ++number;
        if (line.rfind("```", 0) == 0) {
            inside = !inside && line == "```sh";
            goes_on = false;
            continue;
        }
        if (!inside || line.empty() || line[0] == '#') continue;
        const bool more = line.back() == '\\';
        const std::string part = more ? line.substr(0, line.size() - 1) : line;
        if (goes_on)
            commands.back().text += part;
        else
            commands.push_back({number, part});
        goes_on = more;
    }
    return commands;
}

std::vector<fs::path> documents() {
    std::vector<fs::path> found;
    for (const char* name : {"README.md", "CONTRIBUTING.md"})
        if (fs::exists(top_folder() / name)) found.push_back(top_folder() / name);
    for (const char* folder : {"docs", "sift", "nn", "app", "assets"})
        if (fs::exists(top_folder() / folder))
            for (const fs::path& file : files_of(folder, {".md"})) found.push_back(file);
    return found;
}

/// The first word of a command.
std::string program_of(const std::string& command) {
    return command.substr(0, command.find(' '));
}

/// A folder as a reader would have it: the pictures in assets/, and a photograph of their own. Half as wide
/// and high, so that the commands take a quarter of the time.
void furnish(const fs::path& folder) {
    fs::create_directory(folder / "assets");
    for (const fs::path& file : files_of("assets", {".png"})) {
        const cv::Mat picture = cv::imread(file.string());
        cv::Mat half;
        cv::resize(picture, half, {picture.cols / 2, picture.rows / 2}, 0, 0, cv::INTER_AREA);
        REQUIRE(cv::imwrite((folder / "assets" / file.filename()).string(), half));
        if (file.stem() == "landscape") REQUIRE(cv::imwrite((folder / "photo.jpg").string(), half));
    }
    fs::create_directory(folder / "out");
}

/// Runs a command in `folder` with no display; its exit status, and in `output` what it said.
int run_in(const fs::path& folder, const std::string& command, std::string& output) {
    const fs::path log = folder / "command.log";
    const fs::path program_folder = fs::path(SIFTSCOPE_PROGRAM).parent_path();
    const std::string line = "cd '" + folder.string() + "' && unset DISPLAY WAYLAND_DISPLAY && PATH='" +
                             program_folder.string() + "':$PATH && { " + command + "; } >'" + log.string() +
                             "' 2>&1 </dev/null";
    const int status = std::system(line.c_str());
    std::stringstream text;
    text << std::ifstream(log).rdbuf();
    output = text.str();
    fs::remove(log);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("documents: every siftscope command shown to the reader works", "[house]") {
    for (const fs::path& document : documents()) {
        const TemporaryFolder folder;
        furnish(folder.path());
        for (const auto& [line, text] : commands_of(document)) {
            if (program_of(text) != "siftscope") continue;
            CAPTURE(document.string(), line, text);
            std::string output;
            const int status = run_in(folder.path(), text, output);
            CAPTURE(output);
            // Without a subcommand the window opens; where there is no display the status says so.
            static const std::regex window(R"(^siftscope( [^ ]*\.(png|jpg))?$)");
            CHECK(status == (std::regex_match(text, window) ? 3 : 0));
        }
    }
}

TEST_CASE("documents: every other command shown to the reader exists", "[house]") {
    std::stringstream presets;
    presets << std::ifstream(top_folder() / "CMakePresets.json").rdbuf();
    for (const fs::path& document : documents())
        for (const auto& [line, text] : commands_of(document)) {
            CAPTURE(document.string(), line, text);
            const std::string program = program_of(text);
            if (program == "siftscope" || program == "git" || program == "cd") continue;
            if (program == "cmake" || program == "ctest") {
                std::smatch preset;
                if (std::regex_search(text, preset, std::regex(R"(--preset ([a-z]+))")))
                    CHECK_THAT(presets.str(), contains_text("\"name\": \"" + preset[1].str() + "\""));
                continue;
            }
            if (program.rfind("build/release/", 0) == 0) {
                CHECK(fs::exists(fs::path(SIFTSCOPE_PROGRAM).parent_path() / fs::path(program).filename()));
                continue;
            }
            const fs::path file = top_folder() / program;
            CHECK(program.find('/') != std::string::npos);
            CHECK(fs::exists(file));
            CHECK((fs::status(file).permissions() & fs::perms::owner_exec) != fs::perms::none);
        }
}

TEST_CASE("documents: every relative link leads to a file of the project", "[house]") {
    const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
    for (const fs::path& document : documents()) {
        std::size_t number = 0;
        for (const std::string& line : lines_of(document)) {
            ++number;
            for (std::sregex_iterator it(line.begin(), line.end(), link), end; it != end; ++it) {
                const std::string target = (*it)[1];
                CAPTURE(document.string(), number, target);
                CHECK(fs::exists(document.parent_path() / target));
            }
        }
    }
}
