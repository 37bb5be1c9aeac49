#include <cmath>

#include "tests/commands/command_fixture.h"

namespace {

nlohmann::ordered_json report_of(const PictureFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"match", "photo.png", "--report", "r.json", "-q"});
    REQUIRE(folder.run(words).status == 0);
    return read_json(folder.path("r.json"));
}

}  // namespace

TEST_CASE("match: a scaled and noisy copy is judged by the scaled map", "[commands]") {
    const PictureFolder folder;
    const auto report =
        report_of(folder, {"--angle", "20", "--scale", "0.7", "--noise", "4", "--seed", "2", "--blur", "0.4",
                           "--gain", "1.2", "--brightness", "-15", "--jpeg", "80"});
    CHECK(report["scale_true"] == 0.7);
    CHECK(report["scale_estimated"].get<double>() == Approx(0.7).epsilon(0.01));
    const auto& m = report["rotated_from_source"];
    CHECK(m[0][0].get<double>() == Approx(0.7 * 0.9396926208));  // 0.7 cos 20
    CHECK(m[1][0].get<double>() == Approx(-0.7 * 0.3420201433));
    CHECK(report["image_2"]["width"] == 201);  // 0.7 (240 cos 20 + 180 sin 20) = 200.97
    CHECK(report["precision"] > 0.7);
    CHECK(std::abs(report["angle_error"].get<double>()) < 0.5);
    CHECK(report["settings"]["noise"] == 4.0);
    CHECK_THAT(
        report["command"].get<std::string>(),
        contains_text("--scale 0.7 --blur 0.4 --gain 1.2 --brightness -15 --noise 4 --seed 2 --jpeg 80"));
}

TEST_CASE("match: distortions that do nothing leave every byte as it was", "[commands]") {
    const PictureFolder folder;
    const std::vector<std::string> plain{"match", "photo.png", "--angle", "25", "-o", "-"};
    std::vector<std::string> neutral = plain;
    neutral.insert(neutral.end(), {"--scale", "1", "--blur", "0", "--gain", "1", "--brightness", "0",
                                   "--noise", "0", "--jpeg", "0", "--min-size", "0"});
    const std::string bytes = folder.run(plain).out;
    REQUIRE(bytes.size() > 10000);
    CHECK(folder.run(neutral).out == bytes);
    std::vector<std::string> noisy = plain;
    noisy.insert(noisy.end(), {"--noise", "5"});
    const std::string other = folder.run(noisy).out;
    CHECK(other != bytes);
    CHECK(folder.run(noisy).out == other);
    CHECK_THAT(other, contains_text("--noise 5"));
}

TEST_CASE("match: the summary names distortions, the scale and what is asked about", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = folder.run({"match", "photo.png", "--angle", "30", "--scale", "1.4",
                                             "--noise", "3", "--region", "20,20,200,140", "--min-size", "3"});
    CHECK(result.status == 0);
    CHECK_THAT(result.out, contains_text("scale 1.4, noise 3 (seed 1)"));
    CHECK_THAT(result.out, contains_text("region 20, 20, 200 x 140, size from 3 px"));
    CHECK_THAT(result.out, contains_text("true 1.4, estimated 1."));
}

TEST_CASE("distortions: a bad value is one sentence that names it", "[commands]") {
    const PictureFolder folder;
    const auto refused = [&](std::vector<std::string> words, const std::string& text) {
        words.insert(words.begin(), {"match", "photo.png", "--angle", "30"});
        CAPTURE(words);
        check_refused(folder.run(words), text);
    };
    refused({"--scale", "0.4"}, "--scale is \"0.4\", but must be a number from 0.5 to 2");
    refused({"--scale", "2x"}, "--scale");
    refused({"--blur", "-1"}, "--blur");
    refused({"--noise", "nan"}, "--noise");
    refused({"--seed", "1.5"}, "--seed");
    refused({"--brightness", "300"}, "--brightness");
    refused({"--gain", "0"}, "--gain");
    refused({"--jpeg", "101"}, "--jpeg");
    refused({"--region", "1,2,3"}, "X,Y,W,H");
    refused({"--region", "1,2,0,5"}, "--region is \"0\", but must be a number of pixels above 0");
    refused({"--min-size", "5", "--max-size", "4"}, "max_size is 4");
    check_refused(folder.run({"match", "photo.png", "--with", "photo.png", "--scale", "0.7"}),
                  "give --angle instead of --with");
}

TEST_CASE("detect: a region and sizes leave the rows that lie in them", "[commands]") {
    const PictureFolder folder;
    const auto all = lines_of(folder.run({"detect", "photo.png", "-o", "-"}).out);
    const auto some = lines_of(folder
                                   .run({"detect", "photo.png", "-o", "-", "--region", "50,40,120,90",
                                         "--min-size", "3", "--max-size", "9"})
                                   .out);
    std::vector<std::string> expected{all[0]};
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto cells = cells_of(all[i]);
        const double x = std::stod(cells[0]), y = std::stod(cells[1]), size = std::stod(cells[2]);
        if (x >= 49.5 && x < 169.5 && y >= 39.5 && y < 129.5 && size >= 3 && size <= 9)
            expected.push_back(all[i]);
    }
    CHECK(expected.size() > 20);
    CHECK(expected.size() < all.size());
    CHECK(some == expected);
}

TEST_CASE("sweep: distortions hold at every angle", "[commands]") {
    const PictureFolder folder;
    const auto lines = lines_of(
        folder.run({"sweep", "photo.png", "--angles", "0,40", "--scale", "0.8", "--noise", "2", "-o", "-"})
            .out);
    REQUIRE(lines.size() == 3);
    for (const std::size_t row : {1U, 2U}) {
        const auto report =
            report_of(folder, {"--angle", cells_of(lines[row])[2], "--scale", "0.8", "--noise", "2"});
        CHECK(cells_of(lines[row])[6] == std::to_string(report["kept"].get<int>()));
        CHECK(cells_of(lines[row])[7] == std::to_string(report["right"].get<int>()));
        CHECK(std::stod(cells_of(lines[row])[10]) == Approx(report["repeatability"].get<double>()));
    }
}
