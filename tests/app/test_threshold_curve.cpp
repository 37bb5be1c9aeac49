#include <cstdint>
#include <memory>
#include <random>

#include "app/model/threshold_curve.h"
#include "tests/support/catch.h"

using siftscope::Criterion;
using siftscope::MatchResult;

namespace {

struct Putative {
    double distance = 0;
    std::optional<double> ratio;
    bool right = false;
    bool mutual = true;
};

MatchResult result_of(const std::vector<Putative>& putative, std::size_t findable) {
    MatchResult result;
    result.verdicts.emplace();
    result.verdicts->findable = findable;
    for (const Putative& one : putative) {
        sift::Match match;
        match.distance = one.distance;
        match.ratio = one.ratio;
        match.mutual = one.mutual;
        result.matches.push_back(match);
        sift::Judgement judgement;
        judgement.right = one.right;
        result.verdicts->judgements.push_back(judgement);
    }
    return result;
}

// By hand: in the order of the ratio right, right, wrong, right, wrong; of 4 that could be found.
const std::vector<Putative> five{
    {100, 0.9, false}, {40, 0.5, true}, {60, 0.62, false}, {50, 0.55, true}, {200, 0.7, true}};

}  // namespace

TEST_CASE("threshold curve: precision and recall of a case worked out by hand", "[model]") {
    const auto curve = siftscope::threshold_curve(result_of(five, 4), Criterion::ratio);
    REQUIRE(curve);
    REQUIRE(curve->points.size() == 5);
    const double values[] = {0.5, 0.55, 0.62, 0.7, 0.9};
    const double precision[] = {1, 1, 2.0 / 3, 3.0 / 4, 3.0 / 5};
    const double recall[] = {0.25, 0.5, 0.5, 0.75, 0.75};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(curve->points[i].value == values[i]);
        CHECK(curve->points[i].kept == i + 1);
        CHECK(curve->points[i].precision == Approx(precision[i]));
        CHECK(curve->points[i].recall.value() == Approx(recall[i]));
    }
    // The ratio has to be below the threshold.
    CHECK(curve->at(0.5) == nullptr);
    CHECK(curve->at(0.500001)->kept == 1);
    CHECK(curve->at(1.0)->kept == 5);
    // F1 of the five: 2/5, 4/6, 4/7, 6/8, 6/9.
    CHECK(curve->best_f1().value() == Approx(0.9));
    CHECK(curve->for_precision(0.99).value() == Approx(0.62));
    CHECK(!curve->for_precision(1.01));
}

TEST_CASE("threshold curve: of the distance, a match at the threshold is kept", "[model]") {
    MatchResult result = result_of(five, 4);
    result.settings.match.ratio = 0.8;
    const auto curve = siftscope::threshold_curve(result, Criterion::distance);
    REQUIRE(curve);
    REQUIRE(curve->points.size() == 4);
    CHECK(curve->at(39.9) == nullptr);
    CHECK(curve->at(40)->kept == 1);
    CHECK(curve->best_f1().value() == 200);
    CHECK(curve->for_precision(1).value() == 50);
}

TEST_CASE("threshold curve: what no threshold can keep is left out", "[model]") {
    auto putative = five;
    putative.push_back({10, std::nullopt, true});  // a single candidate
    putative.push_back({10, 1.0, true});           // two equal ones
    putative.push_back({300, 0.4, true});          // beyond the largest distance
    putative.push_back({10, 0.4, true, false});    // not mutual
    MatchResult result = result_of(putative, 4);
    result.settings.match.max_distance = 250;
    result.settings.match.mutual = true;
    const auto curve = siftscope::threshold_curve(result, Criterion::ratio);
    REQUIRE(curve);
    CHECK(curve->points.back().kept == 5);
    CHECK(curve->points.back().right == 3);
    const auto histogram = siftscope::value_histogram(result, Criterion::ratio, 10);
    REQUIRE(histogram);
    CHECK(histogram->right == std::vector<std::size_t>{0, 0, 0, 0, 0, 2, 0, 1, 0, 0});
    CHECK(histogram->wrong == std::vector<std::size_t>{0, 0, 0, 0, 0, 0, 1, 0, 0, 1});
    result.verdicts.reset();
    CHECK(!siftscope::threshold_curve(result, Criterion::ratio));
    CHECK(!siftscope::value_histogram(result, Criterion::ratio, 10));
}

TEST_CASE("threshold curve: its counts are those of the matches that its thresholds keep", "[model]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Putative> putative;
    for (int i = 0; i < 300; ++i)
        putative.push_back({static_cast<double>(random() % 400), static_cast<double>(random() % 500) / 499.0,
                            random() % 3 != 0, random() % 2 == 0});
    MatchResult result = result_of(putative, 250);
    result.settings.match.mutual = true;
    result.settings.match.max_distance = 350;
    const auto criterion = GENERATE(Criterion::ratio, Criterion::distance);
    const auto curve = siftscope::threshold_curve(result, criterion);
    REQUIRE(curve);
    for (std::size_t i = 0; i < curve->points.size(); ++i) {
        sift::MatchParams params = result.settings.match;
        if (criterion == Criterion::ratio)
            params.ratio = curve->threshold_of(i);
        else
            params.max_distance = curve->threshold_of(i);
        std::vector<sift::Match> matches = result.matches;
        sift::apply_thresholds(matches, params);
        std::size_t kept = 0;
        std::size_t right = 0;
        for (std::size_t m = 0; m < matches.size(); ++m) {
            if (!matches[m].kept) continue;
            ++kept;
            if (result.verdicts->judgements[m].right) ++right;
        }
        CHECK(kept == curve->points[i].kept);
        CHECK(right == curve->points[i].right);
    }
}
