#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "app/files/write_colmap.h"
#include "app/model/error.h"
#include "tests/app/small_match_result.h"
#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using siftscope::colmap_files;
using siftscope::UserError;
using siftscope::write_colmap;

namespace {

std::vector<std::string> names_of(const siftscope::MatchResult& result) {
    std::vector<std::string> names;
    for (const auto& file : colmap_files("folder", result)) names.push_back(file.path.filename().string());
    return names;
}

siftscope::MatchResult with_second_path(const std::string& first, const std::string& second) {
    siftscope::MatchResult result = small_match_result(first);
    siftscope::SecondPicture other = *result.second;
    other.rotation.reset();
    siftscope::Picture picture = *other.picture;
    picture.path = second;
    other.picture = std::make_shared<siftscope::Picture>(picture);
    result.second = std::make_shared<siftscope::SecondPicture>(other);
    return result;
}

}  // namespace

TEST_CASE("COLMAP: keypoint rows are in its frame, matches are pairs of rows of the kept ones",
          "[app][files]") {
    const TemporaryFolder folder;
    write_colmap(folder.path() / "new" / "export", small_match_result("dir/my photo.jpg"));
    const fs::path in = folder.path() / "new" / "export";
    CHECK(file_text(in / "matches.txt") == "my_photo.png my_photo_rotated.png\n0 1\n2 1\n\n");

    std::istringstream rows(file_text(in / "my_photo.png.txt"));
    int count = 0;
    int dimension = 0;
    rows >> count >> dimension;
    CHECK(count == 3);
    CHECK(dimension == 128);
    const double expected[3][4] = {
        {10.75, 21.0, 2.0, std::acos(0.0)}, {11.5, 21.5, 1.5, 0.0}, {12.5, 22.5, 1.0, std::acos(-1.0)}};
    const int values[3] = {1, 20, 255};
    for (int i = 0; i < 3; ++i) {
        for (const double number : expected[i]) {
            double read = 0;
            rows >> read;
            CHECK(read == Approx(number).epsilon(1e-15));
        }
        for (int k = 0; k < 128; ++k) {
            int read = -1;
            rows >> read;
            if (read != values[i]) FAIL("row " << i << " bin " << k << " is " << read);
        }
    }
    std::string rest;
    CHECK_FALSE(rows >> rest);
    CHECK(file_text(in / "my_photo_rotated.png.txt").substr(0, 6) == "2 128\n");

    const cv::Mat first = cv::imread((in / "my_photo.png").string());
    const cv::Mat second = cv::imread((in / "my_photo_rotated.png").string());
    REQUIRE((first.rows == 30 && first.cols == 40 && second.rows == 30));
    CHECK(first.at<cv::Vec3b>(0, 0) == cv::Vec3b(10, 20, 30));
    CHECK(second.at<cv::Vec3b>(0, 0) == cv::Vec3b(40, 50, 60));
    CHECK(std::distance(fs::directory_iterator(in), {}) == 5);
}

TEST_CASE("COLMAP: no keypoints and no matches make files that still have their heads", "[app][files]") {
    siftscope::MatchResult result = small_match_result();
    result.side_1 = std::make_shared<siftscope::MatchSide>();
    result.matches.clear();
    const auto files = colmap_files("x", result);
    CHECK(files[2].bytes == "0 128\n");
    CHECK(files[4].bytes == "photo.png photo_rotated.png\n\n");
}

TEST_CASE("COLMAP: the names are distinct, without blanks and no comment", "[app][files]") {
    CHECK(names_of(with_second_path("a/photo.jpg", "b/photo.png"))[1] == "photo_2.png");
    CHECK(names_of(with_second_path("a/photo.jpg", "b/Photo.png"))[1] == "Photo_2.png");
    CHECK(names_of(with_second_path("a/left.jpg", "b/right.jpg"))[1] == "right.png");
    CHECK(names_of(small_match_result("#1 of\t2.png"))[0] == "_1_of_2.png");
    CHECK(names_of(small_match_result("Straße.png"))[1] == "Straße_rotated.png");
}

TEST_CASE("COLMAP: a folder that cannot be filled is not left behind", "[app][files]") {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "x";
    CHECK_THROWS_AS(write_colmap(folder.path() / "file", small_match_result()), UserError);
    CHECK_THROWS_AS(write_colmap(folder.path() / "file" / "deeper", small_match_result()), UserError);
    CHECK_THROWS_AS(write_colmap("", small_match_result()), UserError);
    // The name of the picture is too long for a file once .png.txt is added.
    CHECK_THROWS_AS(
        write_colmap(folder.path() / "a" / "b", small_match_result(std::string(250, 'n') + ".png")),
        UserError);
    CHECK_FALSE(fs::exists(folder.path() / "a"));

    fs::create_directory(folder.path() / "old");
    std::ofstream(folder.path() / "old" / "matches.txt") << "old";
    CHECK_THROWS_AS(write_colmap(folder.path() / "old", small_match_result(std::string(250, 'n') + ".png")),
                    UserError);
    CHECK(file_text(folder.path() / "old" / "matches.txt") == "old");
}
