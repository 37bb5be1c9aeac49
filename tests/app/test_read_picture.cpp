#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "app/files/read_picture.h"
#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using siftscope::Depth;
using siftscope::read_picture;
using siftscope::UserError;

namespace {

cv::Mat noise(int type, int rows = 21, int columns = 33, std::uint64_t seed = 3) {
    cv::Mat picture(rows, columns, type);
    cv::RNG random(seed);
    const double top = CV_MAT_DEPTH(type) == CV_8U ? 256 : CV_MAT_DEPTH(type) == CV_16U ? 65536 : 1;
    random.fill(picture, cv::RNG::UNIFORM, 0, top);
    return picture;
}

fs::path written(const TemporaryFolder& folder, const std::string& name, const cv::Mat& picture) {
    const fs::path path = folder.path() / name;
    REQUIRE(cv::imwrite(path.string(), picture));
    return path;
}

cv::Mat matrix(const sift::Image& image) {
    return cv::Mat(image.height(), image.width(), CV_32F, const_cast<float*>(image.row(0))).clone();
}

double largest_difference(const sift::Image& image, const cv::Mat& expected) {
    cv::Mat wide;
    expected.convertTo(wide, CV_32F);
    REQUIRE(wide.size() == cv::Size(image.width(), image.height()));
    return cv::norm(matrix(image), wide, cv::NORM_INF);
}

std::string sentence_of(const fs::path& path) {
    try {
        static_cast<void>(read_picture(path));
    } catch (const UserError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("read_picture: 8-bit grey is taken as it is, colour as cvtColor BGR2GRAY gives it",
          "[app][files]") {
    const TemporaryFolder folder;
    const char* extension = GENERATE(".png", ".tif", ".bmp", ".pgm");
    CAPTURE(extension);
    const cv::Mat grey = noise(CV_8UC1);
    const auto from_grey = read_picture(written(folder, std::string("grey") + extension, grey));
    CHECK(largest_difference(from_grey->grey, grey) == 0);
    CHECK(from_grey->depth == Depth::eight_bit);
    CHECK(from_grey->width == 33);
    CHECK(from_grey->height == 21);
    CHECK(from_grey->colour.type() == CV_8UC3);

    const cv::Mat colour = noise(CV_8UC3);
    const std::string name = std::string("colour") + (extension == std::string(".pgm") ? ".ppm" : extension);
    const auto from_colour = read_picture(written(folder, name, colour));
    cv::Mat expected;
    cv::cvtColor(colour, expected, cv::COLOR_BGR2GRAY);
    CHECK(largest_difference(from_colour->grey, expected) == 0);
    CHECK(cv::norm(from_colour->colour, colour, cv::NORM_INF) == 0);
}

TEST_CASE("read_picture: what is no picture is refused in one sentence that names the file", "[app][files]") {
    const TemporaryFolder folder;
    const auto file = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
        return folder.path() / name;
    };
    const std::vector<fs::path> bad = {
        folder.path() / "missing.png",
        folder.path(),
        file("empty.png", ""),
        file("two words.txt", "not a picture\n"),
        file("signature.png", "\x89PNG\r\n\x1A\n"),
        "/dev/zero",
    };
    for (const fs::path& path : bad) {
        const std::string sentence = sentence_of(path);
        CAPTURE(sentence);
        CHECK(sentence.find(path.filename().string()) != std::string::npos);
        CHECK(sentence.find(';') != std::string::npos);  // what is wrong; what to do
        CHECK(sentence.find('\n') == std::string::npos);
    }
    CHECK(sentence_of(bad[0]).find("does not exist") != std::string::npos);
    CHECK(sentence_of(bad[1]).find("is a folder") != std::string::npos);
    CHECK(sentence_of(bad[2]).find("is empty") != std::string::npos);
    CHECK(sentence_of(bad[3]).find("not a picture") != std::string::npos);
    CHECK(sentence_of(bad[4]).find("cut short") != std::string::npos);
    CHECK(sentence_of(bad[5]).find("device") != std::string::npos);
}
