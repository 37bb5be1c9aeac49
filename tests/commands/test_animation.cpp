#include <opencv2/imgcodecs.hpp>

#include "tests/commands/command_fixture.h"

TEST_CASE("match: the turned picture of a grey photograph has the very keypoints of the match",
          "[commands]") {
    const PictureFolder folder;
    for (const std::vector<std::string>& how :
         {std::vector<std::string>{"--angle", "33"},
          {"--angle", "33", "--scale", "0.8", "--noise", "3", "--gain", "1.1", "--jpeg", "60"},
          {"--angle", "90"}}) {
        CAPTURE(how);
        std::vector<std::string> words{"match", "photo.png", "--rotated", "t.png", "--all", "all", "-q"};
        words.insert(words.end(), how.begin(), how.end());
        REQUIRE(folder.run(words).status == 0);
        const std::string found = folder.run({"detect", "t.png", "-o", "-"}).out;
        CHECK(found == file_text(folder.path("all/keypoints_2.csv")));
        CHECK(lines_of(found).size() > 100);
    }
}

TEST_CASE("match: of a coloured picture each channel is turned by the same map", "[commands]") {
    const PictureFolder folder;
    const cv::Mat photo = cv::imread(folder.photo());
    cv::Mat coloured = photo.clone();
    for (int y = 0; y < photo.rows; ++y)
        for (int x = 0; x < photo.cols; ++x)
            coloured.at<cv::Vec3b>(y, x) = {photo.at<cv::Vec3b>(y, x)[0], 77,
                                            static_cast<uchar>(255 - photo.at<cv::Vec3b>(y, x)[0])};
    folder.write("coloured.png", coloured);
    REQUIRE(folder.run({"match", "coloured.png", "--angle", "90", "--rotated", "t.tif", "-q"}).status == 0);
    cv::Mat expected;
    cv::rotate(coloured, expected, cv::ROTATE_90_COUNTERCLOCKWISE);
    CHECK(cv::norm(cv::imread(folder.path("t.tif")), expected, cv::NORM_INF) == 0);
    REQUIRE(
        folder
            .run({"match", "coloured.png", "--angle", "90", "--brightness", "20", "--rotated", "t.png", "-q"})
            .status == 0);
    CHECK(cv::imread(folder.path("t.png")).at<cv::Vec3b>(30, 40)[1] == 97);
    check_refused(folder.run({"match", "photo.png", "--with", "photo.png", "--rotated", "t.png"}),
                  "give --angle instead of --with");
    check_refused(folder.run({"match", "photo.png", "--angle", "3", "--rotated", "t.svg"}), "--rotated");
}

TEST_CASE(
    "match: the error map has the size of the picture, nothing in it after a quarter turn, and its scale "
    "in its notes",
    "[commands]") {
    const PictureFolder folder;
    const cv::Mat photo = cv::imread(folder.photo());
    const ProgramResult turned = folder.run({"match", "photo.png", "--angle", "33", "--error-map", "e.png"});
    REQUIRE(turned.status == 0);
    CHECK_THAT(turned.out, contains_text("turning        rms "));
    const cv::Mat map = cv::imread(folder.path("e.png"));
    CHECK(map.size() == photo.size());
    CHECK(map.at<cv::Vec3b>(0, 0) == cv::Vec3b(96, 96, 96));  // not judged
    CHECK_THAT(file_text(folder.path("e.png")), contains_text("grey levels"));

    const ProgramResult quarter = folder.run({"match", "photo.png", "--angle", "90", "--error-map", "q.png"});
    REQUIRE(quarter.status == 0);
    CHECK_THAT(quarter.out, contains_text("rms 0.00, 99 % within 0.0, at most 0.0 grey levels"));
    const cv::Mat nothing = cv::imread(folder.path("q.png"));
    CHECK(cv::norm(nothing, cv::Mat(photo.size(), CV_8UC3, nothing.at<cv::Vec3b>(0, 0)), cv::NORM_INF) == 0);

    check_refused(folder.run({"match", "photo.png", "--with", "photo.png", "--error-map", "t.png"}),
                  "give --angle instead of --with");
    check_refused(folder.run({"match", "photo.png", "--angle", "3", "--error-map", "t.svg"}), "--error-map");
}

TEST_CASE("match: an animation is a full turn of frames of one size, each the match at its angle",
          "[commands]") {
    const PictureFolder folder;
    const ProgramResult result =
        folder.run({"match", "photo.png", "--angle", "10", "--animate", "film", "--step", "90"});
    REQUIRE(result.status == 0);
    CHECK_THAT(result.out, contains_text("ffmpeg -framerate 15 -i film/frame_%04d.png"));
    CHECK(folder.files() == std::vector<std::string>{"film", "film/frame_0000.png", "film/frame_0001.png",
                                                     "film/frame_0002.png", "film/frame_0003.png",
                                                     "photo.png"});
    cv::Size size;
    for (int i = 0; i < 4; ++i) {
        CAPTURE(i);
        const std::string name = folder.path("film/frame_000" + std::to_string(i) + ".png");
        const cv::Mat frame = cv::imread(name);
        if (i == 0) size = frame.size();
        CHECK(frame.size() == size);
        CHECK(frame.cols % 2 == 0);
        CHECK(frame.rows % 2 == 0);
        CHECK_THAT(file_text(name), contains_text("--angle " + std::to_string(10 + 90 * i)));
    }
    // The widest turned picture is 240 cos 10 + 180 sin 10 = 267.6, the highest 240 cos 10 + ... likewise.
    CHECK(size.width >= 240 + 268);
    CHECK(size.height > 268);
}

TEST_CASE("match: an animation that cannot be made leaves nothing behind", "[commands]") {
    const PictureFolder folder;
    check_refused(folder.run({"match", "photo.png", "--angle", "0", "--animate", "film", "--step", "0"}),
                  "--step is \"0\", but must be a number of degrees from 0.1");
    check_refused(folder.run({"match", "photo.png", "--with", "photo.png", "--animate", "film"}),
                  "give --angle instead of --with");
    check_refused(folder.run({"match", "photo.png", "--angle", "0", "--animate", "photo.png"}),
                  "is a file; name a folder");
    CHECK(folder.files() == std::vector<std::string>{"photo.png"});
}
