#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

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
    for (const auto& entry : fs::recursive_directory_iterator(room)) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            std::smatch match;
            if (std::regex_search(line, match, line_pattern)) found.push_back({entry.path(), match[1]});
        }
    }
    return found;
}

}  // namespace

TEST_CASE("rooms: sift includes only itself, the standard library, Highway and oneTBB", "[house]") {
    const auto includes = includes_of(fs::path(SIFTSCOPE_SOURCE_DIR) / "sift");
    REQUIRE(includes.size() > 20);
    for (const auto& [file, name] : includes) {
        CAPTURE(file.string(), name);
        const bool standard = name.find('/') == std::string::npos && name.find(".h") == std::string::npos;
        CHECK((standard || name.rfind("sift/", 0) == 0 || name.rfind("hwy/", 0) == 0 ||
               name.rfind("tbb/", 0) == 0));
        for (const char* input_or_output : {"iostream", "fstream", "cstdio", "filesystem"})
            CHECK(name != input_or_output);
    }
}

TEST_CASE("rooms: nn includes only itself and the standard library", "[house]") {
    const auto includes = includes_of(fs::path(SIFTSCOPE_SOURCE_DIR) / "nn");
    REQUIRE_FALSE(includes.empty());
    for (const auto& [file, name] : includes) {
        CAPTURE(file.string(), name);
        const bool standard = name.find('/') == std::string::npos && name.find(".h") == std::string::npos;
        CHECK((standard || name.rfind("nn/", 0) == 0));
    }
}
