#include <cmath>
#include <stdexcept>

#include "app/model/match_pipeline.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

Settings small_settings() {
    Settings settings;
    settings.threads = 2;
    return settings;
}

}  // namespace

TEST_CASE("pipeline: a rotated picture is matched, judged and its angle estimated", "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(320, 240, 7), nullptr, {}, 0};
    const auto result = pipeline.run(input, small_settings());
    REQUIRE(result);
    REQUIRE(result->verdicts);
    CHECK(result->matches.size() == result->side_1->keypoints.size());
    CHECK(result->verdicts->right + result->verdicts->wrong == result->kept);
    CHECK(result->kept > 50);
    CHECK(*result->verdicts->precision > 0.8);
    REQUIRE(result->angle_error);
    CHECK(std::abs(*result->angle_error) < 0.05);
    CHECK(result->reason.empty());
}

TEST_CASE("pipeline: a change of the thresholds neither rotates, detects nor matches again", "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(200, 160, 8), nullptr, {}, 0};
    Settings settings = small_settings();
    const auto before = pipeline.run(input, settings);
    settings.match.ratio = 0.6;
    settings.match.mutual = true;
    settings.tolerance = 1;
    const auto after = pipeline.run(input, settings);
    CHECK(after->second == before->second);
    CHECK(after->side_1 == before->side_1);
    CHECK(after->side_2 == before->side_2);
    CHECK(after->kept < before->kept);
    CHECK(after->timings.match == before->timings.match);  // a stage that did not run keeps its time
}

TEST_CASE("pipeline: a change of the angle leaves the original's keypoints alone", "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(200, 160, 9), nullptr, {}, 0};
    Settings settings = small_settings();
    const auto before = pipeline.run(input, settings);
    settings.angle = 75;
    const auto after = pipeline.run(input, settings);
    CHECK(after->second != before->second);
    CHECK(after->timings.detect_1 == before->timings.detect_1);
    CHECK(after->timings.detect_2 != before->timings.detect_2);
    CHECK(*after->angle_true == 75);
}

TEST_CASE("pipeline: the answer does not depend on what was computed before", "[pipeline]") {
    const MatchInput input{textured_picture(200, 160, 10), nullptr, {}, 0};
    Settings settings = small_settings();
    MatchPipeline used;
    (void)used.run(input, settings);
    settings = settings.with(Engine::opencv, settings.profile);
    (void)used.run(input, settings);
    settings.angle = 100;
    settings.detect.contrast_threshold = 0.02;
    (void)used.run(input, settings);
    settings = settings.with(Engine::siftscope, settings.profile);
    MatchPipeline fresh;
    const auto again = used.run(input, settings), once = fresh.run(input, settings);
    CHECK(again->side_1->keypoints == once->side_1->keypoints);
    CHECK(again->side_2->keypoints == once->side_2->keypoints);
    CHECK(again->matches == once->matches);
}

TEST_CASE("pipeline: another picture without a truth is matched but never judged", "[pipeline]") {
    MatchPipeline pipeline;
    const auto picture = textured_picture(200, 160, 11);
    const auto result = pipeline.run({picture, picture, {}, 0}, small_settings());
    REQUIRE(result);
    CHECK_FALSE(result->verdicts);
    CHECK_FALSE(result->repeatability);
    CHECK_FALSE(result->angle_true);
    REQUIRE(result->estimate);
    CHECK(std::abs(sift::angle_error(result->estimate->angle, 0)) < 1e-6);
}

TEST_CASE("pipeline: a flat picture is answered with a reason, not with an error", "[pipeline]") {
    MatchPipeline pipeline;
    const auto result = pipeline.run({textured_picture(64, 48, 12, 0), nullptr, {}, 0}, small_settings());
    REQUIRE(result);
    CHECK(result->kept == 0);
    CHECK_FALSE(result->estimate);
    CHECK(result->reason.find("No keypoints") == 0);
}

TEST_CASE("pipeline: a requested stop yields nothing, and the next run is whole", "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(200, 160, 13), nullptr, {}, 0};
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(pipeline.run(input, small_settings(), stop.get_token()));
    const auto result = pipeline.run(input, small_settings());
    REQUIRE(result);
    CHECK(result->kept > 0);
}

TEST_CASE("pipeline: settings out of range are refused by name", "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(32, 32, 14), nullptr, {}, 0};
    Settings settings;
    settings.tolerance = std::nan("");
    CHECK_THROWS_WITH(pipeline.run(input, settings), contains_text("tolerance"));
    settings = {};
    settings.angle = INFINITY;
    CHECK_THROWS_WITH(pipeline.run(input, settings), contains_text("angle"));
    settings = {};
    settings.threads = -1;
    CHECK_THROWS_WITH(pipeline.run(input, settings), contains_text("threads"));
}

TEST_CASE("pipeline: a filter asks only about the keypoints that it keeps, in all of the other picture",
          "[pipeline]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(320, 240, 15), nullptr, {}, 0};
    Settings settings = small_settings();
    const auto all = pipeline.run(input, settings);
    settings.filter.region = Region{80, 60, 160, 120};
    settings.filter.min_size = 4;
    settings.filter.max_size = 12;
    const auto some = pipeline.run(input, settings);
    std::size_t expected = 0;
    for (const sift::Keypoint& k : all->side_1->keypoints)
        expected += k.x >= 79.5 && k.x < 239.5 && k.y >= 59.5 && k.y < 179.5 && k.size >= 4 && k.size <= 12;
    CHECK(some->side_1->keypoints.size() == expected);
    CHECK(expected > 10);
    CHECK(expected < all->side_1->keypoints.size() / 2);
    CHECK(some->side_2->keypoints == all->side_2->keypoints);
    CHECK(some->timings.detect_1 == all->timings.detect_1);
    CHECK(*some->verdicts->precision > 0.8);
    // The share of what is kept, not of the whole picture.
    CHECK(*some->repeatability > 0.6);
    settings.filter.region = Region{80, 60, 1e-6, 1e-6};
    CHECK(pipeline.run(input, settings)->matches.empty());
}

TEST_CASE("pipeline: of two pictures the inliers of a fitted homography are told, never right or wrong",
          "[pipeline]") {
    MatchPipeline pipeline;
    const auto picture = textured_picture(240, 180, 16);
    Settings settings = small_settings();
    const auto turned = pipeline.run({picture, nullptr, {}, 0}, settings);
    REQUIRE(turned->verdicts);
    CHECK_FALSE(turned->homography);
    // The same two pictures without telling how one was made of the other.
    const auto result = pipeline.run({picture, turned->second->picture, {}, 0}, settings);
    CHECK_FALSE(result->verdicts);
    REQUIRE(result->homography);
    CHECK(result->homography->inliers <= result->kept);
    CHECK(result->homography->inliers > 30);
    const sift::Point centre{119.5, 89.5};
    const sift::Point found = result->homography->second_from_first(centre);
    const sift::Point expected = (*turned->second->truth)(centre);
    CHECK(std::hypot(found.x - expected.x, found.y - expected.y) < 0.3);
}
