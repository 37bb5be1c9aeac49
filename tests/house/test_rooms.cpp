#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/house/project_files.h"
#include "tests/support/catch.h"

namespace fs = std::filesystem;

namespace {

struct Include {
    fs::path file;
    std::string name;
};

std::vector<Include> includes_of(const fs::path& room) {
    const std::regex line_pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    std::vector<Include> found;
    for (const fs::path& file : files_of(room, {".h", ".cpp"}))
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (std::regex_search(line, match, line_pattern)) found.push_back({file, match[1]});
        }
    return found;
}

bool starts_with(const std::string& name, const std::string& start) {
    return name.rfind(start, 0) == 0;
}

/// A header of the standard library: no folder, no ending.
bool is_standard(const std::string& name) {
    return name.find('/') == std::string::npos && name.find(".h") == std::string::npos;
}

/// Dear ImGui, its backends, GLFW or OpenGL.
bool is_window_library(const std::string& name) {
    return name.find("imgui") != std::string::npos || starts_with(name, "GLFW/") ||
           starts_with(name, "GL/") || starts_with(name, "backends/");
}

}  // namespace

TEST_CASE(
    "rooms: sift includes only itself, the standard library, Highway, oneTBB and the compiler's intrinsics",
    "[house]") {
    const auto includes = includes_of("sift");
    REQUIRE(includes.size() > 20);
    for (const auto& [file, name] : includes) {
        CAPTURE(file.string(), name);
        CHECK((is_standard(name) || starts_with(name, "sift/") || starts_with(name, "hwy/") ||
               starts_with(name, "tbb/") || name == "immintrin.h"));
    }
}

TEST_CASE("rooms: nn includes only itself and the standard library", "[house]") {
    const auto includes = includes_of("nn");
    REQUIRE_FALSE(includes.empty());
    for (const auto& [file, name] : includes) {
        CAPTURE(file.string(), name);
        CHECK((is_standard(name) || starts_with(name, "nn/")));
    }
}

TEST_CASE("rooms: sift and nn read no files and print nothing", "[house]") {
    for (const char* room : {"sift", "nn"})
        for (const auto& [file, name] : includes_of(room)) {
            CAPTURE(file.string(), name);
            for (const char* input_or_output : {"iostream", "fstream", "cstdio", "filesystem", "print"})
                CHECK(name != input_or_output);
        }
}

TEST_CASE("rooms: what computes, reads and draws knows no window", "[house]") {
    for (const char* room : {"app/model", "app/files", "app/drawing", "app/reference", "app/jobs",
                             "app/nn_problem", "app/gradients", "app/bench"})
        for (const auto& [file, name] : includes_of(room)) {
            CAPTURE(file.string(), name);
            CHECK_FALSE(is_window_library(name));
            CHECK_FALSE((starts_with(name, "app/views/") || starts_with(name, "app/window/")));
        }
}

TEST_CASE("rooms: nothing but the command line includes the commands", "[house]") {
    for (const char* room :
         {"app/model", "app/files", "app/drawing", "app/reference", "app/jobs", "app/views", "app/window"})
        for (const auto& [file, name] : includes_of(room)) {
            CAPTURE(file.string(), name);
            CHECK_FALSE(starts_with(name, "app/commands/"));
            CHECK_FALSE(starts_with(name, "CLI/"));
        }
}

TEST_CASE("rooms: commands reach the window by one door only", "[house]") {
    for (const auto& [file, name] : includes_of("app/commands")) {
        CAPTURE(file.string(), name);
        CHECK_FALSE(is_window_library(name));
        CHECK_FALSE(starts_with(name, "app/views/"));
        CHECK((!starts_with(name, "app/window/") || name == "app/window/run_window.h"));
    }
}

TEST_CASE("rooms: cv::SIFT is used by the reference alone", "[house]") {
    for (const auto& [file, name] : includes_of("app")) {
        CAPTURE(file.string(), name);
        const bool reference = file.parent_path().filename() == "reference";
        CHECK((!starts_with(name, "opencv2/features2d") || reference));
    }
}

TEST_CASE("rooms: the pictures are drawn without the program's code", "[house]") {
    const auto includes = includes_of("assets");
    REQUIRE_FALSE(includes.empty());
    for (const auto& [file, name] : includes) {
        CAPTURE(file.string(), name);
        CHECK((is_standard(name) || starts_with(name, "assets/") || starts_with(name, "opencv2/")));
    }
}
