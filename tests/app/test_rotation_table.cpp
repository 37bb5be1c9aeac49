#include "app/model/rotation_table.h"

#include <nlohmann/json.hpp>

#include "app/model/detect_features.h"
#include "app/model/rotate_picture.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

RotationFigures figures(const std::string& engine, bool quarter_turn, double tight, double angle_error) {
    RotationFigures f;
    f.engine = engine;
    f.quarter_turn = quarter_turn;
    f.quality.points = 100;
    f.quality.tight = tight;
    f.angle_error = angle_error;
    return f;
}

std::string verdict(double ours_turns, double theirs_turns, double ours, double theirs) {
    return rotation_verdict(
        {figures("siftscope-precise", true, ours_turns, 0), figures("opencv", true, theirs_turns, 0),
         figures("siftscope-precise", false, ours, 0), figures("opencv", false, theirs, 0)});
}

}  // namespace

TEST_CASE("rotation table: means of each kind of angle, medians and worst of the rotation error",
          "[app][rotation_table]") {
    const std::vector<RotationFigures> all{
        figures("opencv", true, 0.5, 0.1),        figures("opencv", false, 0.2, 0.1),
        figures("opencv", false, 0.4, 0.2),       figures("opencv", false, 0.6, 0.9),
        figures("siftscope-precise", true, 1, 0), figures("siftscope-precise", false, 0.75, 0.01)};
    const nlohmann::ordered_json json = rotation_json(all);
    CHECK(json["quarter_turns"]["opencv"]["tight"] == 0.5);
    CHECK(json["other_angles"]["opencv"]["tight"].get<double>() == Approx(0.4));
    CHECK(json["other_angles"]["opencv"]["angle_error_deg"].get<double>() == Approx(0.2));
    CHECK(json["other_angles"]["opencv"]["angle_error_worst_deg"].get<double>() == Approx(0.9));
    CHECK(json["other_angles"]["opencv"]["found_1px"].is_null());
    CHECK(json["quarter_turns"]["siftscope-precise"]["tight"] == 1);
    CHECK(json["quarter_turns"]["siftscope-precise"].size() == 21);

    const std::string table = rotation_table(all);
    for (const std::string text :
         {"quarter turns", "other angles", "cv::SIFT", "precise", "40.00", "0.90000", "px"})
        CHECK_THAT(table, contains_text(text));
    CHECK(table.find("classic") == std::string::npos);
}

TEST_CASE("rotation table: the verdict says what the figures say", "[app][rotation_table]") {
    const std::string better = verdict(1, 0.002, 0.9, 0.134);
    CHECK_THAT(better, contains_text("the precise profile holds up better than cv::SIFT"));
    CHECK_THAT(better, contains_text(
                           "at quarter turns 100.0 % against 0.2 %, at other angles 90.0 % against 13.4 %"));
    CHECK_THAT(verdict(0.5, 0.6, 0.3, 0.4),
               contains_text("cv::SIFT holds up better than the precise profile"));
    CHECK_THAT(verdict(0.5, 0.6, 0.4, 0.3), contains_text("neither"));
    CHECK_THAT(verdict(0.5, 0.5, 0.4, 0.4), contains_text("alike"));
    CHECK_THAT(rotation_verdict({}), contains_text("no keypoints"));
    CHECK_THAT(
        rotation_verdict({figures("siftscope-precise", false, 0.8, 0), figures("opencv", false, 0.1, 0)}),
        contains_text("at these angles 80.0 % against 10.0 %"));
}

TEST_CASE("rotation figures: the shares of a match are its own", "[app][rotation_table]") {
    const auto picture = textured_picture(160, 140, 8);
    Settings settings;
    settings.angle = 40;
    const auto turned = rotate_grey_picture(*picture, settings);
    const sift::Features first = detect_features(picture->grey, settings);
    const sift::Features second = detect_features(turned->picture->grey, settings);
    const auto match = match_features(picture, first, turned, second, settings);
    REQUIRE(match);
    const RotationFigures f = rotation_figures(*match, first, second);
    CHECK(f.engine == engine_label(settings));
    CHECK_FALSE(f.quarter_turn);
    // Repeatability is defined once and computed in two places.
    CHECK(f.quality.found_1px == match->repeatability);
    CHECK(f.precision == match->verdicts->precision);
    CHECK(f.average_precision_3px.value() > 0.8);
    CHECK(f.average_precision_3px.value() <= 1);
    CHECK(f.angle_error.value() >= 0);
}
