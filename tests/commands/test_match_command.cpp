#include <cmath>

#include "app/files/read_picture.h"
#include "app/model/match_pipeline.h"
#include "app/model/match_report.h"
#include "tests/commands/command_fixture.h"

namespace {

std::vector<std::string> keys_of(const nlohmann::ordered_json& json) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    return keys;
}

}  // namespace

TEST_CASE("match: the report has every key, whatever is known", "[commands]") {
    const PictureFolder folder;
    folder.write("flat.png", cv::Mat(50, 60, CV_8UC3, cv::Scalar(80, 80, 80)));
    const std::vector<std::string> required{"version",
                                            "command",
                                            "image",
                                            "angle_true",
                                            "rotated_from_source",
                                            "engine",
                                            "profile",
                                            "settings",
                                            "keypoints",
                                            "not_visible",
                                            "putative",
                                            "kept",
                                            "right",
                                            "wrong",
                                            "precision",
                                            "recall",
                                            "repeatability",
                                            "mean_residual_px",
                                            "median_error_px",
                                            "angle_estimated",
                                            "angle_error",
                                            "angle_uncertainty",
                                            "inliers",
                                            "timings_ms"};
    for (const std::vector<std::string>& question : {std::vector<std::string>{"photo.png", "--angle", "30"},
                                                     {"photo.png", "--with", "photo.png"},
                                                     {"flat.png", "--angle", "30"},
                                                     {"photo.png", "--angle", "90", "--engine", "opencv"}}) {
        CAPTURE(question);
        std::vector<std::string> words{"match", "--report", "r.json", "-q"};
        words.insert(words.end(), question.begin(), question.end());
        REQUIRE(folder.run(words).status == 0);
        const nlohmann::ordered_json report = read_json(folder.path("r.json"));
        for (const std::string& key : required) CHECK(report.contains(key));
        CHECK(keys_of(report["image"]) == std::vector<std::string>{"path", "width", "height", "sha256"});
        CHECK(keys_of(report["timings_ms"]) ==
              std::vector<std::string>{"load", "rotate", "detect_1", "detect_2", "match", "estimate"});
        CHECK(report["image"]["path"] == question[0]);
        CHECK(report["image"]["sha256"].get<std::string>().size() == 64);
    }
}

TEST_CASE("match: the numbers of the report are those of the table and of the pipeline", "[commands]") {
    using namespace siftscope;
    const PictureFolder folder;
    REQUIRE(folder
                .run({"match", "photo.png", "--angle", "33.5", "--ratio", "0.9", "--mutual", "--tolerance",
                      "2", "--report", "r.json", "--matches", "m.csv"})
                .status == 0);
    nlohmann::ordered_json report = read_json(folder.path("r.json"));

    const std::vector<std::string> lines = lines_of(file_text(folder.path("m.csv")));
    CHECK(lines[0] == "x1,y1,size1,angle1,x2,y2,size2,angle2,distance,ratio,kept,right,error_px");
    int kept = 0, right = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string> cells = cells_of(lines[i]);
        REQUIRE(cells.size() == 13);
        kept += cells[10] == "1" ? 1 : 0;
        right += cells[10] == "1" && cells[11] == "1" ? 1 : 0;
    }
    CHECK(report["putative"] == lines.size() - 1);
    CHECK(report["kept"] == kept);
    CHECK(report["right"] == right);
    CHECK(report["wrong"] == kept - right);
    CHECK(report["precision"].get<double>() == Approx(static_cast<double>(right) / kept).epsilon(1e-12));
    CHECK(std::abs(report["angle_error"].get<double>()) < 0.1);

    Settings settings;
    settings.angle = 33.5;
    settings.match.ratio = 0.9;
    settings.match.mutual = true;
    settings.tolerance = 2;
    MatchInput input;
    input.first = read_picture(folder.photo());
    const auto result = MatchPipeline().run(input, settings);
    nlohmann::ordered_json expected = match_report(*result);
    for (const char* differs : {"timings_ms", "command", "image"}) {
        report.erase(differs);
        expected.erase(differs);
    }
    CHECK(report == expected);
}

TEST_CASE("match: the command in a report, given to a shell, makes the same report", "[commands]") {
    const PictureFolder folder;
    const std::string name = "it's a \"photo\" $HOME.png";
    std::filesystem::copy_file(folder.photo(), folder.path(name));
    REQUIRE(folder
                .run({"match",
                      name,
                      "--angle",
                      "-12.3456789012345",
                      "--ratio",
                      "0.7123456789",
                      "--max-distance",
                      "300",
                      "--mutual",
                      "--tolerance",
                      "1.5",
                      "--canvas",
                      "keep",
                      "--interpolation",
                      "cubic",
                      "--layers",
                      "4",
                      "--contrast",
                      "0.031",
                      "--edge",
                      "9.5",
                      "--sigma",
                      "1.5",
                      "--root",
                      "--max-features",
                      "300",
                      "--report",
                      "r.json",
                      "-q"})
                .status == 0);
    nlohmann::ordered_json first = read_json(folder.path("r.json"));
    const std::string folder_of_program = std::filesystem::path(SIFTSCOPE_PROGRAM).parent_path();
    ProgramOptions here;
    here.folder = std::filesystem::path(folder.photo()).parent_path();
    const ProgramResult again = run_program(
        {"/bin/sh", "-c",
         "PATH='" + folder_of_program + "':$PATH; " + first["command"].get<std::string>() + " --report -"},
        here);
    REQUIRE(again.status == 0);
    nlohmann::ordered_json second = nlohmann::ordered_json::parse(again.out);
    first.erase("timings_ms");
    second.erase("timings_ms");
    CHECK(first == second);
}

TEST_CASE("match: the picture holds both at full size, in every format", "[commands]") {
    const PictureFolder folder;
    for (const std::string extension : {"png", "jpg", "JPEG", "webp", "tif", "tiff"}) {
        CAPTURE(extension);
        const std::string name = "m." + extension;
        REQUIRE(folder.run({"match", "photo.png", "--angle", "90", "--output", name, "-q"}).status == 0);
        const cv::Mat drawn = cv::imread(folder.path(name));
        REQUIRE_FALSE(drawn.empty());
        CHECK(drawn.cols >= 240 + 180);
        CHECK(drawn.rows > 240);
    }
    REQUIRE(folder.run({"match", "photo.png", "--angle", "90", "--output", "m.svg", "-q"}).status == 0);
    const std::string svg = file_text(folder.path("m.svg"));
    CHECK_THAT(svg, contains_text("width=\"240\" height=\"180\""));
    CHECK_THAT(svg, contains_text("width=\"180\" height=\"240\""));
    CHECK_THAT(svg, contains_text("turned by 90"));
}

TEST_CASE("match: the same pictures and settings give the same bytes, from any folder, with any threads",
          "[commands]") {
    const PictureFolder folder;
    const std::vector<std::string> words{"match", "photo.png", "--angle", "25", "-o", "-"};
    const std::string bytes = folder.run(words).out;
    REQUIRE(bytes.size() > 10000);
    CHECK(siftscope_run({"match", folder.photo(), "--angle", "25", "-o", "-", "--threads", "1"}).out ==
          bytes);
    CHECK_THAT(bytes, contains_text("Settings"));
    CHECK_THAT(bytes, contains_text("siftscope match photo.png --angle 25"));
}

TEST_CASE("match: two pictures with a truth are judged, without one they are not", "[commands]") {
    const PictureFolder folder;
    const cv::Mat photo = cv::imread(folder.photo());
    folder.write("moved.png", photo(cv::Rect(20, 10, 200, 160)));
    std::ofstream(folder.path("truth.txt")) << "1 0 -20\n0 1 -10\n0 0 1\n";
    REQUIRE(folder
                .run({"match", "photo.png", "--with", "moved.png", "--truth", "truth.txt", "--report",
                      "r.json", "-q"})
                .status == 0);
    const nlohmann::ordered_json judged = read_json(folder.path("r.json"));
    CHECK(judged["kept"] > 30);
    CHECK(judged["precision"] > 0.95);
    CHECK(judged["angle_true"] == 0);
    CHECK(judged["second_from_first"][0][2] == -20);
    CHECK(judged["rotated_from_source"].is_null());
    CHECK(judged["command"] == "siftscope match photo.png --with moved.png --truth truth.txt");

    REQUIRE(folder.run({"match", "photo.png", "--with", "moved.png", "--report", "r.json", "-q"}).status ==
            0);
    const nlohmann::ordered_json unjudged = read_json(folder.path("r.json"));
    CHECK(unjudged["kept"] > 30);
    for (const char* key : {"right", "wrong", "precision", "recall", "repeatability", "angle_true",
                            "angle_error", "mean_residual_px", "median_error_px"})
        CHECK(unjudged[key].is_null());
    CHECK_FALSE(unjudged["angle_estimated"].is_null());
    CHECK(unjudged["image_2"]["path"] == "moved.png");
    // The fit finds the shift by itself, and is called a fit.
    CHECK(unjudged["homography_inliers"] > 30);
    CHECK(unjudged["homography_estimated"][0][2].get<double>() == Approx(-20).margin(0.5));
    CHECK(judged["homography_inliers"].is_null());
    const std::string summary = folder.run({"match", "photo.png", "--with", "moved.png"}).out;
    CHECK_THAT(summary, contains_text("agree with one homography"));
    CHECK_THAT(summary, contains_text("no match is called right or wrong"));
    REQUIRE(folder.run({"match", "photo.png", "--with", "moved.png", "-o", "m.svg", "-q"}).status == 0);
    const std::string svg = file_text(folder.path("m.svg"));
    CHECK_THAT(svg, contains_text("inliers of a fitted homography"));
    CHECK(svg.find("wrong") == std::string::npos);
}

TEST_CASE("match: nothing to match is an answer with its reason", "[commands]") {
    const PictureFolder folder;
    folder.write("flat.png", cv::Mat(50, 60, CV_8UC3, cv::Scalar(80, 80, 80)));
    folder.write("dot.png", cv::Mat(1, 1, CV_8UC3, cv::Scalar(80, 80, 80)));
    for (const std::string name : {"flat.png", "dot.png"}) {
        CAPTURE(name);
        const ProgramResult result = folder.run(
            {"match", name, "--angle", "30", "-o", "m.png", "--matches", "m.csv", "--colmap", "colmap"});
        CHECK(result.status == 0);
        CHECK_THAT(result.out, contains_text("No keypoints were found"));
        CHECK_FALSE(cv::imread(folder.path("m.png")).empty());
        CHECK(lines_of(file_text(folder.path("m.csv"))).size() == 1);
    }
    const ProgramResult few =
        folder.run({"match", "photo.png", "--angle", "30", "--max-distance", "0", "--report", "-"});
    CHECK(few.status == 0);
    CHECK(nlohmann::json::parse(few.out)["precision"].is_null());
    CHECK_FALSE(nlohmann::json::parse(few.out)["reason"].is_null());
}

TEST_CASE("match: the summary tells both engines, the thresholds, the figures and their units",
          "[commands]") {
    const PictureFolder folder;
    const ProgramResult ours = folder.run({"match", "photo.png", "--angle", "30"});
    CHECK(ours.status == 0);
    for (const std::string text :
         {"photo.png (240 x 180 px) turned by 30 degrees", "siftscope precise", "ratio 0.8", "putative",
          "right", "precision", "recall", "px", "degrees", "ms"})
        CHECK_THAT(ours.out, contains_text(text));
    CHECK_THAT(folder.run({"match", "photo.png", "--angle", "30", "--engine", "opencv"}).out,
               contains_text("cv::SIFT"));
}

TEST_CASE("match: writes what COLMAP reads", "[commands]") {
    const PictureFolder folder;
    REQUIRE(folder.run({"match", "photo.png", "--angle", "30", "--colmap", "colmap", "-q"}).status == 0);
    CHECK(folder.files() == std::vector<std::string>{"colmap", "colmap/matches.txt", "colmap/photo.png",
                                                     "colmap/photo.png.txt", "colmap/photo_rotated.png",
                                                     "colmap/photo_rotated.png.txt", "photo.png"});
}

TEST_CASE("exports: pictures and tables carry versions, SHA-256 and settings", "[commands]") {
    const PictureFolder folder;
    for (const std::string name : {"m.png", "m.jpg", "m.webp", "m.tif", "m.svg"}) {
        CAPTURE(name);
        REQUIRE(
            folder.run({"match", "photo.png", "--angle", "30", "--edge", "9.5", "-o", name, "-q"}).status ==
            0);
        const std::string bytes = file_text(folder.path(name));
        for (const std::string text :
             {"siftscope", "OpenCV", "SHA-256", "match photo.png --angle 30 --edge 9.5"})
            CHECK_THAT(bytes, contains_text(text));
    }
    REQUIRE(folder.run({"match", "photo.png", "--angle", "30", "--matches", "m.csv", "-q"}).status == 0);
    REQUIRE(folder.run({"match", "photo.png", "--angle", "30", "--matches", "noted.csv", "--notes", "-q"})
                .status == 0);
    const std::string plain = file_text(folder.path("m.csv")), noted = file_text(folder.path("noted.csv"));
    CHECK(plain.rfind("x1,y1", 0) == 0);
    CHECK(noted.rfind("# Software: siftscope", 0) == 0);
    CHECK(noted.size() > plain.size());
    CHECK(noted.substr(noted.size() - plain.size()) == plain);

    REQUIRE(folder.run({"detect", "photo.png", "-o", "k.json", "-q", "--sigma", "1.5"}).status == 0);
    const auto about = read_json(folder.path("k.json"))["about"];
    CHECK(about["sha_256"].get<std::string>().size() == 64);
    CHECK(about["settings"]["sigma"] == 1.5);
    CHECK(folder.run({"detect", "photo.png", "-o", "-"}).out.rfind("x,y,size", 0) == 0);
    CHECK(folder.run({"detect", "photo.png", "-o", "-", "--notes"}).out.rfind("# Software", 0) == 0);
}
