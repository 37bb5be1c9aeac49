// The first part of the mathematics, beside tests/nn/test_maths.cpp: SIFT and rotation.

#include <cmath>

#include "app/model/match_pipeline.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

TEST_CASE(
    "maths, SIFT and rotation: the matches that pass the user's threshold tell the angle between the "
    "pictures",
    "[app][maths]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(300, 240, 21), nullptr, {}, 0};
    Settings settings;
    settings.threads = 2;
    for (const double angle : {20.0, 90.0, 233.5}) {
        settings.angle = angle;
        std::size_t kept_before = 0;
        for (const double ratio : {0.5, 0.7, 0.9}) {
            CAPTURE(angle, ratio);
            settings.match.ratio = ratio;
            const auto result = pipeline.run(input, settings);
            REQUIRE(result);
            // A looser threshold keeps at least the same matches.
            CHECK(result->kept >= kept_before);
            kept_before = result->kept;
            CHECK(result->kept > 20);
            REQUIRE(result->estimate);
            // The angle is read off the matches alone; the truth is used to judge it.
            CHECK(std::abs(std::remainder(result->estimate->angle - angle, 360.0)) < 0.1);
        }
    }
}

TEST_CASE(
    "maths, SIFT and rotation: keypoints survive a quarter turn, and their orientations turn with the "
    "picture",
    "[app][maths]") {
    MatchPipeline pipeline;
    Settings settings;
    settings.threads = 2;
    settings.angle = 90;
    const auto result = pipeline.run({textured_picture(240, 200, 22), nullptr, {}, 0}, settings);
    REQUIRE(result);
    REQUIRE(result->verdicts);
    std::size_t right = 0, turned = 0;
    for (std::size_t i = 0; i < result->matches.size(); ++i) {
        const sift::Match& match = result->matches[i];
        if (!match.kept || !result->verdicts->judgements[i].right) continue;
        ++right;
        const double before = result->side_1->keypoints[static_cast<std::size_t>(match.first)].angle;
        const double after = result->side_2->keypoints[static_cast<std::size_t>(match.second)].angle;
        // Counter-clockwise on screen; keypoint angles run clockwise.
        if (std::abs(std::remainder(before - after - 90, 360.0)) < 0.01) ++turned;
    }
    CHECK(right > 50);
    // Nothing is resampled: the descriptors are the same, so that a point with two orientations finds each of
    // them again.
    CHECK(turned == right);
}
