#include <algorithm>
#include <cmath>
#include <set>

#include "app/model/descriptor_frame.h"
#include "app/model/match_pipeline.h"
#include "app/model/match_story.h"
#include "app/model/rejected_candidates.h"
#include "sift/detect.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

std::shared_ptr<const MatchResult> matched(double angle) {
    MatchInput input;
    input.first = textured_picture(240, 180, 31);
    Settings settings;
    settings.angle = angle;
    MatchPipeline pipeline;
    return pipeline.run(input, settings);
}

}  // namespace

TEST_CASE("match story: the bins' differences give the distance, and the division the ratio", "[match]") {
    const auto result = matched(25);
    REQUIRE(result->matches.size() > 50);
    for (std::size_t m = 0; m < result->matches.size(); ++m) {
        const MatchStory story = match_story(*result, m);
        double squares = 0;
        for (const int difference : story.difference) squares += static_cast<double>(difference) * difference;
        CHECK(std::sqrt(squares) == Approx(result->matches[m].distance).epsilon(1e-6));
        REQUIRE(story.second_distance);
        CHECK(story.distance / *story.second_distance == Approx(*story.ratio).epsilon(1e-6));
        CHECK(*story.second_distance >= story.distance);
        // No third keypoint of the rotated picture is nearer than the runner-up.
        const auto nearer = std::count_if(
            result->side_2->descriptors.begin(), result->side_2->descriptors.end(), [&](const auto& other) {
                double sum = 0;
                for (std::size_t i = 0; i < 128; ++i)
                    sum += std::pow(static_cast<double>(story.first_bins[i]) - other[i], 2);
                return std::sqrt(sum) < *story.second_distance - 1e-9;
            });
        CHECK(nearer <= 1);
        REQUIRE(story.predicted);
        CHECK(std::hypot(story.second.x - story.predicted->x, story.second.y - story.predicted->y) ==
              Approx(*story.error_px).margin(1e-9));
    }
}

TEST_CASE("match story: the patches of a right match look alike once they are turned upright", "[match]") {
    const auto result = matched(90);
    std::size_t seen = 0;
    for (std::size_t m = 0; m < result->matches.size(); ++m) {
        if (!result->matches[m].kept || !result->verdicts->judgements[m].right) continue;
        const MatchStory story = match_story(*result, m);
        const cv::Mat first = upright_patch(result->first->colour, story.first, 64);
        const cv::Mat second = upright_patch(result->second->picture->colour, story.second, 64);
        // Grey stands for what lies outside the picture, the same in both at a quarter turn.
        CHECK(cv::norm(first, second, cv::NORM_L1) / static_cast<double>(first.total() * 3) < 3.0);
        ++seen;
    }
    CHECK(seen > 30);
}

TEST_CASE("descriptor frame: a quarter turn of the angle turns the square by a quarter", "[match]") {
    sift::Keypoint keypoint{50, 40, 8, 0, 0.1, 0, 1};
    const DescriptorFrame upright(keypoint);
    CHECK(upright.cell() == 12);  // 3 sigma, sigma half of the size
    CHECK(upright.at(1, 0).x == Approx(62));
    CHECK(upright.at(0, 1).y == Approx(52));
    CHECK(upright.direction(2).y == Approx(-1));  // bins count counter-clockwise on screen
    keypoint.angle = 90;
    const DescriptorFrame turned(keypoint);
    CHECK(turned.at(1, 0).x == Approx(50));
    CHECK(turned.at(1, 0).y == Approx(52));  // clockwise on screen
    CHECK(turned.cell_centre(0, 0).x == Approx(50 + 18));
    CHECK(turned.cell_centre(0, 0).y == Approx(40 - 18));
}

TEST_CASE("rejected candidates: with the keypoints they are all that the scan found", "[explain]") {
    const auto picture = textured_picture(160, 120, 32, 250);
    for (const auto& params : {sift::DetectParams::precise(), sift::DetectParams::classic()}) {
        const auto all = sift::detect_candidates(picture->grey.view(), params);
        const auto rejected = rejected_candidates(picture->grey, params);
        const auto counts = count_rejected(*rejected);
        std::size_t sum = 0;
        for (std::size_t i = 0; i < rejections.size(); ++i) {
            sum += counts[i];
            CHECK(counts[i] ==
                  static_cast<std::size_t>(std::count_if(
                      all.begin(), all.end(), [&](const auto& c) { return c.verdict == rejections[i]; })));
        }
        CHECK(sum == rejected->size());
        CHECK(sum > 5);
        const auto kept = std::count_if(all.begin(), all.end(),
                                        [](const auto& c) { return c.verdict == sift::Verdict::keypoint; });
        CHECK(sum + static_cast<std::size_t>(kept) == all.size());
        for (const RejectedCandidate& candidate : *rejected) {
            CHECK(candidate.x > -1);
            CHECK(candidate.x < 160);
            CHECK(candidate.y > -1);
            CHECK(candidate.y < 120);
        }
    }
}
