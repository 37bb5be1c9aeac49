#include "tests/commands/command_fixture.h"

TEST_CASE("bench: the report has every key, and no speed stands without its agreement", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result =
        folder.run({"bench", "photo.png", "--threads", "1", "--repeat", "2", "--report", "b.json"});
    REQUIRE(result.status == 0);
    CHECK_THAT(result.out, contains_text("photo.png"));
    CHECK_THAT(result.out, contains_text("b.json"));
    const nlohmann::ordered_json report = read_json(folder.path("b.json"));
    CHECK(report["threads"] == 1);
    for (const char* key : {"cpu", "opencv_version", "simd_target"}) CHECK(report[key].is_string());
    REQUIRE(report["images"].size() == 1);
    const auto& image = report["images"][0];
    CHECK(image["path"] == "photo.png");
    CHECK(image["width"] == 240);
    CHECK(image["height"] == 180);
    CHECK(image["opencv_keypoints"] > 50);
    CHECK(image["our_keypoints"] > 50);
    CHECK(image["found"] > 0.9);
    CHECK(image["extra"] < 0.1);
    for (const char* ratio : {"detect_ratio", "match_ratio", "pipeline_ratio", "memory_ratio", "step_ratio",
                              "detect_ratio_held", "detect_ratio_cold"}) {
        CAPTURE(ratio);
        CHECK(image[ratio] > 0);
    }
    CHECK(image["detect"]["lowest"] <= image["detect_ratio"]);
    CHECK(image["detect"]["highest"] >= image["detect_ratio"]);
    CHECK(image["descriptors"][0] == image["opencv_keypoints"]);
    CHECK(image["descriptors"][1] > 50);
    for (const char* peak : {"opencv_peak_bytes", "our_peak_bytes"}) CHECK(image[peak] > 100'000);
}

TEST_CASE("bench: bad counts, sets of instructions and pictures are refused in a sentence", "[commands]") {
    const PictureFolder folder;
    check_refused(folder.run({"bench", "photo.png", "--repeat", "0"}), "--repeat is \"0\"");
    check_refused(folder.run({"bench", "photo.png", "--repeat", "-3"}), "--repeat");
    check_refused(folder.run({"bench", "photo.png", "--threads", "-1"}), "--threads is \"-1\"");
    check_refused(folder.run({"bench", "photo.png", "--threads", "100000"}), "--threads");
    check_refused(folder.run({"bench", "photo.png", "--simd", "ABACUS"}), "--simd is \"ABACUS\"");
    check_refused(folder.run({"bench", "photo.png", "--no-upsample"}), "--no-upsample");
    check_refused(folder.run({"bench", "missing.png", "--repeat", "1"}), "\"missing.png\" does not exist");
    check_refused(folder.run({"bench"}), "IMAGE");
}

TEST_CASE("bench: one unreadable picture is named, the others are measured, the status is 2", "[commands]") {
    const PictureFolder folder;
    const ProgramResult result = folder.run(
        {"bench", "missing.png", "photo.png", "--threads", "1", "--repeat", "1", "--report", "b.json"});
    CHECK(result.status == 2);
    CHECK_THAT(result.err, contains_text("missing.png"));
    const nlohmann::ordered_json report = read_json(folder.path("b.json"));
    REQUIRE(report["images"].size() == 1);
    CHECK(report["images"][0]["path"] == "photo.png");
    CHECK(report["images"][0]["memory_ratio"] > 0);
}
