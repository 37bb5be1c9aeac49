#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/house/project_files.h"
#include "tests/support/catch.h"

namespace fs = std::filesystem;

TEST_CASE("layout: the top level holds the rooms, the documents and the build, nothing else", "[house]") {
    const std::set<std::string> rooms{"app",
                                      "sift",
                                      "nn",
                                      "assets",
                                      "tests",
                                      "docs",
                                      "script",
                                      "cmake",
                                      ".ci",
                                      "CMakeLists.txt",
                                      "README.md",
                                      "CMakePresets.json",
                                      "LICENSE",
                                      "CHANGELOG.md",
                                      ".clang-format",
                                      ".clang-tidy",
                                      ".gitignore",
                                      "CONTRIBUTING.md",
                                      ".editorconfig"};
    // What .gitignore names, and git's own: on a developer's disk but not in the project.
    const std::set<std::string> ignored{".git", "out", ".cache", ".idea", ".vscode", "compile_commands.json"};
    for (const auto& entry : fs::directory_iterator(top_folder())) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        const bool build = name.rfind("build", 0) == 0;
        CHECK((rooms.count(name) == 1 || ignored.count(name) == 1 || build));
    }
}

TEST_CASE("layout: no source file is longer than 600 lines", "[house]") {
    for (const char* room : {"app", "sift", "nn", "assets", "tests", "cmake", "script"})
        for (const fs::path& file :
             files_of(room, {".h", ".cpp", ".in", "CMakeLists.txt", ".cmake", ".sh"})) {
            CAPTURE(file.string());
            CHECK(lines_of(file).size() <= 600);
        }
}

TEST_CASE(
    "layout: names in anonymous namespaces are unique within a folder, so that its files compile together",
    "[house]") {
    const std::regex type("^(?:struct|class|enum class|enum) (\\w+).*");
    const std::regex function("^[A-Za-z_][\\w:<>,&* \\[\\]]*[ &*](\\w+)\\(.*");
    const std::regex value("^[A-Za-z_][\\w:<>,&* ]*[ &*](\\w+)(?:\\[.*\\])?(?: =|\\{).*");
    const std::regex alone(
        "_(?:simd|vnni)\\.cpp$|/"
        "(?:fine_orientation|integer_blur|level_gradient|localization|point_descriptor)\\.cpp$");
    std::map<std::string, fs::path> known;
    for (const char* room : {"app", "nn", "sift", "tests"})
        for (const fs::path& file : files_of(room, {".cpp"})) {
            if (std::regex_search(file.string(), alone)) continue;
            bool inside = false;
            for (const std::string& line : lines_of(file)) {
                if (line == "namespace {") inside = true;
                if (line == "}  // namespace") inside = false;
                std::smatch found;
                if (!inside || line.rfind("namespace", 0) == 0 || line.rfind("using", 0) == 0 ||
                    line.rfind("template", 0) == 0)
                    continue;
                if (!std::regex_match(line, found, type) && !std::regex_match(line, found, function) &&
                    !std::regex_match(line, found, value))
                    continue;
                const auto [first, fresh] =
                    known.emplace((file.parent_path() / found[1].str()).string(), file);
                CAPTURE(found[1].str(), file.string(), first->second.string());
                CHECK((fresh || first->second == file));
            }
        }
    CHECK(known.size() > 300);
}

TEST_CASE("layout: no file is called utils, helpers, misc or common", "[house]") {
    for (const char* room : {"app", "sift", "nn", "assets", "tests"})
        for (const fs::path& file : files_of(room, {".h", ".cpp"})) {
            CAPTURE(file.string());
            for (const char* vague : {"util", "helper", "misc", "common"})
                CHECK(file.stem().string().find(vague) == std::string::npos);
        }
}

TEST_CASE("layout: no test's name holds what CMake takes for a list, which would hide it from ctest",
          "[house]") {
    const std::regex name_pattern("TEST_CASE\\(\\s*\"([^\"]*)\"");
    int seen = 0;
    for (const fs::path& file : files_of("tests", {".cpp"})) {
        std::string text;
        for (const std::string& line : lines_of(file)) text += line + "\n";
        for (std::sregex_iterator it(text.begin(), text.end(), name_pattern), end; it != end; ++it) {
            ++seen;
            CAPTURE(file.string(), (*it)[1].str());
            CHECK((*it)[1].str().find_first_of("[];\\") == std::string::npos);
        }
    }
    CHECK(seen > 100);
}

#ifndef SIFTSCOPE_SANITIZED  // sanitizers keep data of their own in every object file

namespace {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    REQUIRE(pipe != nullptr);
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
        output.append(buffer.data(), n);
    return output;
}

}  // namespace

TEST_CASE("layout: sift and nn keep no mutable globals", "[house]") {
    const std::string archive = GENERATE(as<std::string>{}, SIFTSCOPE_SIFT_LIBRARY, SIFTSCOPE_NN_LIBRARY);
    // sysv: name|value|class|type|size|line|section
    std::istringstream symbols(output_of("nm --demangle --format=sysv '" + archive + "'"));
    int seen = 0;
    for (std::string line; std::getline(symbols, line);) {
        const std::size_t bar = line.rfind('|');
        if (bar == std::string::npos) continue;
        ++seen;
        const std::string section = line.substr(bar + 1);
        const auto in = [&](const char* name) { return section.find(name) == 0; };
        // .data.rel.ro: tables of addresses, read-only once the program is loaded, such as Highway's dispatch
        // tables; DW.ref: the compiler's own reference to its exception handler.
        const bool writable =
            in(".bss") || in(".tbss") || in(".tdata") || in("*COM*") ||
            (in(".data") && !in(".data.rel.ro") && section.find("DW.ref.") == std::string::npos);
        CAPTURE(line);
        CHECK_FALSE(writable);
    }
    CHECK(seen > 20);
}

#endif
