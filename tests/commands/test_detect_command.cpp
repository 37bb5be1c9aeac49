#include <opencv2/imgproc.hpp>

#include "tests/commands/command_fixture.h"

TEST_CASE("detect: writes the header and a row of 135 numbers for each keypoint", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = folder.run({"detect", "photo.png", "--output", "k.csv"});
    REQUIRE(result.status == 0);
    CHECK(result.err.empty());
    const std::vector<std::string> lines = lines_of(file_text(folder.path("k.csv")));
    REQUIRE(lines.size() > 100);
    CHECK(lines[0].rfind("x,y,size,angle,response,octave,layer,d0,d1,", 0) == 0);
    for (const std::string& line : lines) CHECK(std::count(line.begin(), line.end(), ',') == 134);
    CHECK_THAT(result.out, contains_text(" " + std::to_string(lines.size() - 1) + " (with orientation)"));
    CHECK_THAT(result.out, contains_text("k.csv"));
}

TEST_CASE("detect: standard output carries the file and nothing else", "[commands]") {
    const PictureFolder folder;
    REQUIRE(folder.run({"detect", "photo.png", "--output", "k.csv", "--quiet"}).out.empty());
    const ProgramResult piped = folder.run({"detect", "photo.png", "--output", "-"});
    CHECK(piped.status == 0);
    CHECK(piped.out == file_text(folder.path("k.csv")));
    const ProgramResult drawn = folder.run({"detect", "photo.png", "--draw", "-"});
    CHECK(drawn.out.substr(0, 4) == "\x89PNG");
}

TEST_CASE("detect: without an output a summary is printed", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = folder.run({"detect", "photo.png", "--contrast", "0.03", "--root"});
    CHECK(result.status == 0);
    for (const std::string text : {"photo.png (240 x 180 px, 8 bit)", "siftscope precise", "contrast 0.03",
                                   "RootSIFT", "keypoints", " ms"})
        CHECK_THAT(result.out, contains_text(text));
    CHECK(folder.files() == std::vector<std::string>{"photo.png"});
}

TEST_CASE("detect: the number of threads changes no byte", "[commands]") {
    const PictureFolder folder;
    const std::string one = folder.run({"detect", "photo.png", "-o", "-", "--threads", "1"}).out;
    REQUIRE(one.size() > 10000);
    for (const std::string threads : {"2", "8", "0"})
        CHECK(folder.run({"detect", "photo.png", "-o", "-", "--threads", threads}).out == one);
}

TEST_CASE("detect: every option reaches the detector", "[commands]") {
    const PictureFolder folder;
    const std::string usual = folder.run({"detect", "photo.png", "-o", "-"}).out;
    const std::vector<std::vector<std::string>> changes{
        {"--profile", "classic"}, {"--layers", "5"},  {"--contrast", "0.01"},
        {"--edge", "3"},          {"--sigma", "1.2"}, {"--max-features", "9"},
        {"--no-upsample"},        {"--root"},         {"--engine", "opencv", "--layers", "4"}};
    for (const auto& change : changes) {
        CAPTURE(change);
        std::vector<std::string> words{"detect", "photo.png", "-o", "-"};
        words.insert(words.end(), change.begin(), change.end());
        const ProgramResult result = folder.run(words);
        CHECK(result.status == 0);
        CHECK(result.out.size() > 1000);
        CHECK(result.out != usual);
    }
    const std::vector<std::string> strongest =
        lines_of(folder.run({"detect", "photo.png", "-o", "-", "--max-features", "9"}).out);
    CHECK(strongest.size() >= 10);
    CHECK(strongest.size() < 20);  // ties at the limit are all kept
}

TEST_CASE("detect: no keypoints is an answer with a reason, for flat and for tiny pictures", "[commands]") {
    const PictureFolder folder;
    folder.write("black.png", cv::Mat::zeros(60, 80, CV_8UC3));
    folder.write("dot.png", cv::Mat(1, 1, CV_8UC1, cv::Scalar(200)));
    folder.write("line.png", cv::Mat(1, 300, CV_8UC1, cv::Scalar(90)));
    folder.write("column.png", cv::Mat(300, 1, CV_8UC3, cv::Scalar(9, 90, 190)));
    for (const std::string name : {"black.png", "dot.png", "line.png", "column.png"})
        for (const std::string engine : {"siftscope", "opencv"}) {
            CAPTURE(name, engine);
            const ProgramResult result =
                folder.run({"detect", name, "-o", "k.csv", "--draw", "k.png", "--engine", engine});
            CHECK(result.status == 0);
            CHECK_THAT(result.out, contains_text("No keypoints were found"));
            CHECK(lines_of(file_text(folder.path("k.csv"))).size() == 1);
            CHECK_FALSE(cv::imread(folder.path("k.png")).empty());
        }
}

TEST_CASE("detect: names may hold blanks, quotes, other alphabets and a leading dash", "[commands]") {
    const PictureFolder folder;
    for (const std::string name :
         {"two words.png", "it's \"so\".png", "\u00FCber \u03B8 \u56FE.png", "-dash.png"}) {
        CAPTURE(name);
        std::filesystem::copy_file(folder.photo(), folder.path(name));
        const std::string output = "out of " + name + ".csv";
        const ProgramResult result = folder.run({"detect", "--output", output, "--", name});
        CHECK(result.status == 0);
        CHECK_THAT(result.out, contains_text(name));
        CHECK(lines_of(file_text(folder.path(output))).size() > 100);
    }
}

TEST_CASE("detect: the drawing is as large as the picture, with a caption below", "[commands]") {
    const PictureFolder folder;
    folder.write("large.png", textured_picture(700, 500, 3)->colour);
    REQUIRE(folder.run({"detect", "large.png", "--draw", "k.png", "-q"}).status == 0);
    const cv::Mat drawn = cv::imread(folder.path("k.png"));
    CHECK(drawn.cols == 700);
    CHECK(drawn.rows > 500);
    REQUIRE(folder.run({"detect", "large.png", "--draw", "k.svg", "-q"}).status == 0);
    const std::string svg = file_text(folder.path("k.svg"));
    CHECK_THAT(svg, contains_text("<svg "));
    CHECK_THAT(svg, contains_text("data:image/png;base64,"));
    CHECK_THAT(svg, contains_text("<circle "));
}
