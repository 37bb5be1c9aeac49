#include <memory>

#include "app/views/pick.h"
#include "app/views/pick_report.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

sift::Keypoint keypoint(double x, double y) {
    return {x, y, 8, 30, 0.05, 0, 1};
}

// Three keypoints a side and one hidden; match 0 right, match 1 wrong, match 2 not kept.
MatchResult three_matches() {
    auto first = std::make_shared<MatchSide>();
    first->keypoints = {keypoint(10, 10), keypoint(50, 10), keypoint(90, 90)};
    first->not_visible = {keypoint(70, 50)};
    auto second = std::make_shared<MatchSide>();
    second->keypoints = {keypoint(12, 30), keypoint(60, 60), keypoint(20, 90)};
    MatchResult result;
    result.side_1 = first;
    result.side_2 = second;
    result.matches = {{0, 0, -1, 100, 0.5, true, true},
                      {1, 1, -1, 120, 0.7, true, true},
                      {2, 2, -1, 200, 0.95, false, false}};
    result.kept = 2;
    sift::Verdicts verdicts;
    verdicts.judgements = {{0.5, 0.3, 0.4, true}, {40, 40, 0, false}, {50, 0, 50, false}};
    result.verdicts = verdicts;
    return result;
}

// One window pixel for each picture pixel, pictures of 100 x 100 side by side.
const std::array<CanvasView, 2> side_by_side{CanvasView{{0, 0, 100, 100}, {50, 50}, 1},
                                             CanvasView{{110, 0, 100, 100}, {50, 50}, 1}};

}  // namespace

TEST_CASE("pick: the end of a kept match stands for the match, on either side", "[views]") {
    const MatchResult result = three_matches();
    const Pick match{Pick::Kind::match, 0};
    CHECK(pick_at(result, side_by_side, {}, {12, 11}, 8) == match);
    CHECK(pick_at(result, side_by_side, {}, {110 + 12, 33}, 8) == match);
}

TEST_CASE("pick: a keypoint whose match was not kept stands for itself, a hidden one too", "[views]") {
    const MatchResult result = three_matches();
    CHECK(pick_at(result, side_by_side, {}, {90, 90}, 8) == Pick{Pick::Kind::keypoint, 2, 0, true});
    CHECK(pick_at(result, side_by_side, {}, {70, 52}, 8) == Pick{Pick::Kind::keypoint, 0, 0, false});
    ViewState no_faded;
    no_faded.not_visible = false;
    CHECK(pick_at(result, side_by_side, no_faded, {70, 52}, 8).kind != Pick::Kind::keypoint);
}

TEST_CASE("pick: a line can be pointed at between its ends, unless its kind is switched off", "[views]") {
    const MatchResult result = three_matches();
    // Match 1 leads from (50, 10) to (110 + 60, 60); halfway lies (110, 35).
    CHECK(pick_at(result, side_by_side, {}, {110, 35}, 8) == Pick{Pick::Kind::match, 1});
    CHECK(!pick_at(result, side_by_side, {}, {110, 60}, 8));
    ViewState no_wrong;
    no_wrong.wrong_lines = false;
    CHECK(!pick_at(result, side_by_side, no_wrong, {110, 35}, 8));
}

TEST_CASE("pick: a rejected match can be pointed at while its set is shown", "[views]") {
    const MatchResult result = three_matches();
    // Match 2 leads from (90, 90) to (110 + 20, 90).
    CHECK(!pick_at(result, side_by_side, {}, {110, 91}, 8));
    ViewState rejected;
    rejected.rejected_wrong_lines = true;
    CHECK(pick_at(result, side_by_side, rejected, {110, 91}, 8) == Pick{Pick::Kind::match, 2});
    CHECK(pick_at(result, side_by_side, rejected, {90, 90}, 8) == Pick{Pick::Kind::match, 2});
    rejected.rejected_wrong_lines = false;
    rejected.rejected_right_lines = true;
    CHECK(!pick_at(result, side_by_side, rejected, {110, 91}, 8));
}

TEST_CASE("pick: nothing is met farther away than the reach", "[views]") {
    const MatchResult result = three_matches();
    CHECK(pick_at(result, side_by_side, {}, {10, 17.5F}, 8));
    CHECK(!pick_at(result, side_by_side, {}, {10, 30}, 8));
}

TEST_CASE("pick: what is isolated is found again by its place when other matches come before it", "[views]") {
    const MatchResult before = three_matches();
    MatchResult after = before;
    auto side = std::make_shared<MatchSide>(*before.side_1);
    side->keypoints.insert(side->keypoints.begin(), keypoint(5, 5));
    after.side_1 = side;
    after.matches = {{0, 2, -1, 90, 0.9, false, false},
                     {1, 0, -1, 100, 0.5, true, true},
                     {2, 1, -1, 120, 0.7, true, true}};
    const auto in_after = [&](const Pick& pick) { return found_in(after, selection_of(pick, before)); };
    CHECK(in_after({Pick::Kind::match, 1}) == Pick{Pick::Kind::match, 2});
    CHECK(in_after({Pick::Kind::keypoint, 2, 0, true}) == Pick{Pick::Kind::keypoint, 3, 0, true});
    CHECK(in_after({Pick::Kind::keypoint, 0, 0, false}) == Pick{Pick::Kind::keypoint, 0, 0, false});
    CHECK(in_after({Pick::Kind::keypoint, 1, 1, true}) == Pick{Pick::Kind::keypoint, 1, 1, true});
    CHECK(!in_after({}));
    after.matches.pop_back();
    CHECK(!in_after({Pick::Kind::match, 1}));
}

TEST_CASE("pick: its report holds the numbers of both keypoints and of the match", "[views]") {
    const MatchResult result = three_matches();
    const auto report = pick_report(result, {Pick::Kind::match, 1});
    CHECK(report["kind"] == "match");
    CHECK(report["first"]["x"] == 50.0);
    CHECK(report["second"]["y"] == 60.0);
    CHECK(report["distance"] == 120.0);
    CHECK(report["ratio"] == 0.7);
    CHECK(report["right"] == false);
    CHECK(report["error_px"] == 40.0);
    CHECK(pick_report(result, {}).is_null());
    CHECK(pick_report(result, {Pick::Kind::keypoint, 0, 0, false})["visible"] == false);
}
