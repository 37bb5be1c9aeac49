#include "app/model/match_report.h"

#include <cmath>

#include "app/model/match_pipeline.h"
#include "tests/app/small_match_result.h"
#include "tests/support/catch.h"

using namespace siftscope;

TEST_CASE("report: keypoints counts the visible ones, not_visible the others", "[report]") {
    MatchResult result = small_match_result();
    MatchSide side = *result.side_1;
    side.not_visible.resize(7);
    result.side_1 = std::make_shared<MatchSide>(side);
    const auto report = match_report(result);
    CHECK(report["keypoints"] == nlohmann::ordered_json{3, 2});
    CHECK(report["not_visible"] == nlohmann::ordered_json{7, 0});
    CHECK(report["putative"] == 3);
    CHECK(report["kept"] == 2);
}

TEST_CASE("report: what the verdicts say is passed on, and 0/0 is null", "[report]") {
    MatchResult result = small_match_result();
    sift::Verdicts& verdicts = *result.verdicts;
    verdicts.right = 5;
    verdicts.wrong = 3;
    verdicts.precision = 0.625;
    verdicts.mean_residual_x_px = 0.25;
    verdicts.mean_residual_y_px = -0.125;
    verdicts.median_error_px = 0.5;
    auto report = match_report(result);
    CHECK(report["right"] == 5);
    CHECK(report["wrong"] == 3);
    CHECK(report["precision"] == 0.625);
    CHECK(report["recall"].is_null());
    CHECK(report["mean_residual_px"] == nlohmann::ordered_json{0.25, -0.125});
    CHECK(report["median_error_px"] == 0.5);

    result.verdicts.reset();
    report = match_report(result);
    for (const char* key : {"right", "wrong", "precision", "recall", "mean_residual_px", "median_error_px"})
        CHECK(report[key].is_null());
}

TEST_CASE("report: the map of a rotation is two rows of three", "[report]") {
    MatchResult result = small_match_result();
    SecondPicture second = *result.second;
    second.rotation = sift::rotation_about_centre(40, 30, 90, sift::Canvas::grow);
    result.second = std::make_shared<SecondPicture>(second);
    // A quarter turn counter-clockwise takes (x, y) to (y, W - 1 - x).
    CHECK(match_report(result)["rotated_from_source"] ==
          nlohmann::ordered_json{{0.0, 1.0, 0.0}, {-1.0, 0.0, 39.0}});
}

TEST_CASE("report: the estimate, or null where there is none", "[report]") {
    MatchResult result = small_match_result();
    for (const char* key : {"angle_estimated", "angle_error", "angle_uncertainty", "inliers"})
        CHECK(match_report(result)[key].is_null());
    result.estimate.emplace();
    result.estimate->angle = 29.5;
    result.estimate->uncertainty = 0.25;
    result.estimate->inliers = 12;
    result.angle_error = -0.5;
    const auto report = match_report(result);
    CHECK(report["angle_estimated"] == 29.5);
    CHECK(report["angle_uncertainty"] == 0.25);
    CHECK(report["inliers"] == 12);
    CHECK(report["angle_error"] == -0.5);
}

TEST_CASE("report: cv::SIFT has no profile of ours", "[report]") {
    MatchResult result = small_match_result();
    CHECK(match_report(result)["profile"] == "precise");
    result.settings.engine = Engine::opencv;
    CHECK(match_report(result)["engine"] == "opencv");
    CHECK(match_report(result)["profile"].is_null());
}

TEST_CASE("report: a path that is not UTF-8 still makes valid JSON", "[report]") {
    const std::string text = json_text(match_report(small_match_result("caf\xe9.png")));
    CHECK(nlohmann::json::parse(text)["image"]["path"] == "caf\uFFFD.png");
    CHECK(text.back() == '\n');
}
