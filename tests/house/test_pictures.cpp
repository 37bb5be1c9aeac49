#include <cstdlib>
#include <filesystem>
#include <string>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "tests/house/project_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;

namespace {

/// Renders one picture anew and compares it with the committed file.
void check_rendering(const std::string& name) {
    const TemporaryFolder folder;
    const std::string command =
        "'" SIFTSCOPE_RENDER_ASSETS "' '" + folder.path().string() + "' " + name + " >/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    const cv::Mat rendered = cv::imread((folder.path() / (name + ".png")).string());
    const cv::Mat committed = cv::imread((top_folder() / "assets" / (name + ".png")).string());
    REQUIRE_FALSE(rendered.empty());
    REQUIRE(rendered.size() == committed.size());
    // Another compiler may move the last digit of a sine and with it a few pixels at edges.
    cv::Mat difference;
    cv::absdiff(rendered, committed, difference);
    const cv::Scalar mean = cv::mean(difference);
    CAPTURE(mean[0], mean[1], mean[2]);
    for (int channel = 0; channel < 3; ++channel) CHECK(mean[channel] < 0.25);
}

}  // namespace

TEST_CASE("pictures: the committed poster is what its program draws", "[house]") {
    check_rendering("poster");
}

TEST_CASE("pictures: the committed landscape is what its program draws", "[house]") {
    check_rendering("landscape");
}

TEST_CASE("pictures: the committed tiling is what its program draws", "[house]") {
    check_rendering("tiling");
}

TEST_CASE("pictures: the committed mist is what its program draws", "[house]") {
    check_rendering("mist");
}

TEST_CASE("pictures: the bundled files are small, none is square and one has odd sides", "[house]") {
    std::uintmax_t total = 0;
    bool odd = false;
    const auto files = files_of("assets", {".png"});
    CHECK(files.size() >= 4);
    for (const fs::path& file : files) {
        CAPTURE(file.string());
        const std::uintmax_t bytes = fs::file_size(file);
        CHECK(bytes < 1'500'000);
        total += bytes;
        const cv::Mat picture = cv::imread(file.string());
        CHECK(picture.rows != picture.cols);
        odd = odd || (picture.rows % 2 == 1 && picture.cols % 2 == 1);
    }
    CHECK(total < 5'000'000);
    CHECK(odd);
}
