#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/run_program.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/textured_picture.h"

// What the tests of the command line share: a folder with a picture, and the program.

inline ProgramResult siftscope_run(std::vector<std::string> arguments, const ProgramOptions& options = {}) {
    arguments.insert(arguments.begin(), SIFTSCOPE_PROGRAM);
    return run_program(std::move(arguments), options);
}

/// A folder that holds photo.png, with a few hundred keypoints.
class PictureFolder {
  public:
    PictureFolder() { write("photo.png", textured_picture(240, 180, 5)->colour); }

    void write(const std::string& name, const cv::Mat& pixels) const {
        REQUIRE(cv::imwrite(folder_.path() / name, pixels));
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path() / name; }
    [[nodiscard]] std::string photo() const { return path("photo.png"); }

    /// Runs the program in this folder.
    [[nodiscard]] ProgramResult run(std::vector<std::string> arguments, ProgramOptions options = {}) const {
        options.folder = folder_.path();
        return siftscope_run(std::move(arguments), options);
    }

    /// The names of the files that are there, sorted.
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
            names.push_back(std::filesystem::relative(entry.path(), folder_.path()));
        std::sort(names.begin(), names.end());
        return names;
    }

  private:
    TemporaryFolder folder_;
};

/// A refusal: status 2, nothing on standard output, one sentence on standard error that holds `text`.
inline void check_refused(const ProgramResult& result, const std::string& text) {
    CAPTURE(result.err);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err.rfind("siftscope: ", 0) == 0);
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
    CHECK_THAT(result.err, contains_text(text));
}

/// The cells of a line of CSV without quotation marks.
inline std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char letter : line) {
        if (letter == ',')
            cells.emplace_back();
        else
            cells.back() += letter;
    }
    return cells;
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

inline nlohmann::ordered_json read_json(const std::string& path) {
    return nlohmann::ordered_json::parse(file_text(path));
}
