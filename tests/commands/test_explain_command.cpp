#include <cstdlib>

#include "tests/commands/command_fixture.h"

TEST_CASE("explain: at a keypoint that detect found it tells the same numbers", "[commands]") {
    const PictureFolder folder;
    for (const std::string profile : {"precise", "classic"}) {
        REQUIRE(folder.run({"detect", "photo.png", "-o", "k.csv", "-q", "--profile", profile}).status == 0);
        const auto rows = lines_of(file_text(folder.path("k.csv")));
        REQUIRE(rows.size() > 50);
        for (const std::size_t row : {std::size_t{1}, rows.size() / 2, rows.size() - 1}) {
            const auto cells = cells_of(rows[row]);
            const ProgramResult result =
                folder.run({"explain", "photo.png", "--at", cells[0] + "," + cells[1], "--size", cells[2],
                            "--report", "-", "--profile", profile});
            CAPTURE(profile, rows[row], result.err);
            REQUIRE(result.status == 0);
            const auto report = nlohmann::json::parse(result.out);
            CHECK(report["verdict"] == "keypoint");
            CHECK(report["contrast"].get<double>() == Approx(std::stod(cells[4])).epsilon(1e-8));
            CHECK(report["octave"] == std::stoi(cells[5]));
            bool described = false;
            for (std::size_t i = 0; i < report["orientations"].size(); ++i) {
                if (std::abs(report["orientations"][i].get<double>() - std::stod(cells[3])) > 1e-6) continue;
                described = true;
                for (std::size_t bin = 0; bin < 128; ++bin)
                    CHECK(report["descriptors"][i][bin] == std::stoi(cells[7 + bin]));
            }
            CHECK(described);
            CHECK(report["descriptor"] == report["descriptors"][report["chosen"].get<std::size_t>()]);
        }
    }
}

TEST_CASE("explain: the summary names the verdict, the tests and where", "[commands]") {
    const PictureFolder folder;
    cv::Mat dot(80, 80, CV_8UC1, cv::Scalar(90));
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 80; ++x)
            dot.at<uchar>(y, x) = cv::saturate_cast<uchar>(
                90 + 100 * std::exp(-((x - 40) * (x - 40) + (y - 38) * (y - 38)) / 32.0));
    folder.write("dot.png", dot);
    const ProgramResult result = folder.run({"explain", "dot.png", "--at", "40,38"});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    for (const std::string text : {"(40.00, 38.00): keypoint", "passes every test", "contrast", "edge ratio",
                                   "D, its layer", "orientations"})
        CHECK_THAT(result.out, contains_text(text));
    const ProgramResult outside = folder.run({"explain", "dot.png", "--at", "-4,38", "--report", "e.json"});
    CHECK(outside.status == 0);
    CHECK_THAT(outside.out, contains_text("outside the picture, which is 80 x 80 px"));
    CHECK_THAT(outside.out, contains_text("e.json"));
    CHECK(read_json(folder.path("e.json"))["verdict"] == "outside");
    CHECK(folder.run({"explain", "dot.png", "--at", "40,38", "-q"}).out.empty());
}

TEST_CASE("explain: what is no place is refused in one sentence", "[commands]") {
    const PictureFolder folder;
    check_refused(folder.run({"explain", "photo.png"}), "--at is missing");
    for (const std::string at : {"12", "a,b", "1,2,3", "1;2", ",", "nan,2", "1e9,0"}) {
        CAPTURE(at);
        check_refused(folder.run({"explain", "photo.png", "--at", at}), "--at is \"");
    }
    check_refused(folder.run({"explain", "missing.png", "--at", "1,1"}), "\"missing.png\" does not exist");
    check_refused(folder.run({"explain", "photo.png", "--at", "1,1", "--report", "e.txt"}), "--report");
    check_refused(folder.run({"explain", "photo.png", "--at", "1,1", "--size", "0"}), "above 0");
    check_refused(folder.run({"explain", "photo.png", "--at", "1,1", "--engine", "opencv"}), "--engine");
    CHECK(folder.files() == std::vector<std::string>{"photo.png"});
}
