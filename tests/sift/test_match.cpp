#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/features2d.hpp>

#include "sift/kernels/two_nearest.h"
#include "sift/kernels/two_nearest_vnni.h"
#include "sift/kernels/vnni.h"
#include "sift/match.h"
#include "tests/support/catch.h"
#include "tests/support/simd_targets.h"

namespace {

using sift::Descriptor;
using sift::Match;
using sift::MatchParams;
using sift::TwoNearest;

/// Shaped as SIFT's: many small bins, few large ones.
std::vector<Descriptor> random_descriptors(std::size_t count, std::mt19937& random) {
    std::exponential_distribution<double> bin(1 / 30.0);
    std::vector<Descriptor> descriptors(count);
    for (Descriptor& descriptor : descriptors)
        for (std::uint8_t& value : descriptor)
            value = static_cast<std::uint8_t>(std::min(255.0, bin(random)));
    return descriptors;
}

/// In clusters, as of repeated texture: most pairs are far apart, and the nearest ones near to a tie.
std::vector<Descriptor> clustered_descriptors(std::size_t count, const std::vector<Descriptor>& centres,
                                              std::mt19937& random) {
    std::vector<Descriptor> descriptors(count);
    for (Descriptor& descriptor : descriptors) {
        descriptor = centres[random() % centres.size()];
        for (int change = 0; change < 3; ++change) {
            std::uint8_t& bin = descriptor[random() % descriptor.size()];
            bin = static_cast<std::uint8_t>(bin ^ (random() % 8));
        }
    }
    return descriptors;
}

cv::Mat as_floats(const std::vector<Descriptor>& descriptors) {
    cv::Mat rows(static_cast<int>(descriptors.size()), 128, CV_32F);
    for (int i = 0; i < rows.rows; ++i)
        std::copy(descriptors[static_cast<std::size_t>(i)].begin(),
                  descriptors[static_cast<std::size_t>(i)].end(), rows.ptr<float>(i));
    return rows;
}

void check_against_bf_matcher(const std::vector<Descriptor>& query, const std::vector<Descriptor>& train) {
    CAPTURE(query.size(), train.size());
    const std::vector<TwoNearest> ours = sift::two_nearest(query, train);
    std::vector<std::vector<cv::DMatch>> theirs;
    cv::BFMatcher(cv::NORM_L2).knnMatch(as_floats(query), as_floats(train), theirs, 2);
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CAPTURE(i);
        REQUIRE(theirs[i].size() == std::min<std::size_t>(2, train.size()));
        CHECK(ours[i].nearest == theirs[i][0].trainIdx);
        CHECK(std::sqrt(static_cast<float>(ours[i].nearest_squared)) == theirs[i][0].distance);
        if (train.size() < 2) continue;
        CHECK(ours[i].second == theirs[i][1].trainIdx);
        CHECK(std::sqrt(static_cast<float>(ours[i].second_squared)) == theirs[i][1].distance);
    }
}

std::vector<TwoNearest> by_definition(const std::vector<Descriptor>& query,
                                      const std::vector<Descriptor>& train) {
    std::vector<TwoNearest> nearest(query.size());
    sift::kernels::scalar::two_nearest(query, train, nearest);
    return nearest;
}

Match match_of(double distance, std::optional<double> ratio, bool mutual = true) {
    Match match;
    match.distance = distance;
    match.ratio = ratio;
    match.mutual = mutual;
    return match;
}

std::vector<bool> kept(std::vector<Match> matches, const MatchParams& params) {
    sift::apply_thresholds(matches, params);
    std::vector<bool> result;
    for (const Match& match : matches) result.push_back(match.kept);
    return result;
}

}  // namespace

TEST_CASE("two_nearest: the answer is cv::BFMatcher's to the bit, at every size", "[sift][match]") {
    const unsigned seed = 20260;
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (const std::size_t train : {1U, 2U, 3U, 31U, 32U, 33U, 64U, 65U, 600U})
        for (const std::size_t query : {1U, 3U, 4U, 5U, 130U})
            check_against_bf_matcher(random_descriptors(query, random), random_descriptors(train, random));
}

TEST_CASE("two_nearest: duplicates and ties go to the lowest index, as in cv::BFMatcher", "[sift][match]") {
    const unsigned seed = 7;
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<Descriptor> few = random_descriptors(9, random);
    std::vector<Descriptor> repeated;
    for (int i = 0; i < 300; ++i) repeated.push_back(few[random() % few.size()]);
    check_against_bf_matcher(few, repeated);
    check_against_bf_matcher(repeated, repeated);

    for_each_simd_target([&](const char* target) {
        for (const std::size_t count : {40U, 300U}) {
            CAPTURE(target, count);
            const std::vector<Descriptor> same(count, few[0]);
            for (const TwoNearest& two : sift::two_nearest(same, same)) CHECK(two == TwoNearest{0, 1, 0, 0});
        }
    });
}

TEST_CASE("two_nearest: among clusters with ties the answer is cv::BFMatcher's, on every SIMD target",
          "[sift][kernels][match]") {
    const unsigned seed = 8;
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<Descriptor> centres = random_descriptors(12, random);
    const std::vector<Descriptor> train = clustered_descriptors(900, centres, random);
    const std::vector<Descriptor> query = clustered_descriptors(41, centres, random);
    for_each_simd_target([&](const char* target) {
        for (const std::size_t count : {255U, 256U, 257U, 511U, 900U}) {
            CAPTURE(target);
            check_against_bf_matcher(query,
                                     {train.begin(), train.begin() + static_cast<std::ptrdiff_t>(count)});
        }
    });
    // All at the same distance, in several batches.
    check_against_bf_matcher({centres[0]}, std::vector<Descriptor>(700, centres[1]));
}

TEST_CASE("two_nearest: the largest distance there is stays exact", "[sift][match]") {
    Descriptor black{};
    Descriptor white;
    white.fill(255);
    const std::vector<TwoNearest> nearest = sift::two_nearest(std::vector{black}, std::vector{white, white});
    CHECK(nearest[0] == TwoNearest{0, 1, 128 * 255 * 255, 128 * 255 * 255});
}

TEST_CASE("two_nearest: an empty side and a single candidate are answers, not errors", "[sift][match]") {
    const std::vector<Descriptor> none;
    const std::vector<Descriptor> one(1);
    CHECK(sift::two_nearest(none, one).empty());
    CHECK(sift::two_nearest(none, none).empty());
    CHECK(sift::two_nearest(one, none) == std::vector{TwoNearest{-1, -1, 0, 0}});
    CHECK(sift::two_nearest(one, one) == std::vector{TwoNearest{0, -1, 0, 0}});
}

TEST_CASE("two_nearest: every SIMD target agrees with its scalar twin, at awkward sizes",
          "[sift][kernels][match]") {
    const unsigned seed = 4;
    std::mt19937 random(seed);
    const std::vector<Descriptor> query = random_descriptors(11, random);
    const std::vector<Descriptor> train = random_descriptors(1100, random);  // several batches
    for_each_simd_target([&](const char* target) {
        for (const std::size_t count :
             {0U, 1U, 2U, 31U, 32U, 33U, 63U, 64U, 65U, 255U, 256U, 257U, 511U, 512U, 513U, 1100U}) {
            CAPTURE(seed, target, count);
            const std::vector<Descriptor> part(train.begin(),
                                               train.begin() + static_cast<std::ptrdiff_t>(count));
            CHECK(sift::two_nearest(query, part) == by_definition(query, part));
        }
    });
}

TEST_CASE("two_nearest: the pairs of 16 bits agree with the bytes, where the CPU has both",
          "[sift][kernels][match]") {
    const unsigned seed = 11;
    CAPTURE(seed);
    std::mt19937 random(seed);
    if (!sift::kernels::can_use_vnni())
        WARN("this CPU has no AVX-512 VNNI: pairs of 16 bits alone were tested");
    // Around one and several groups of 48, and past a block of them; bins over the whole range of a byte.
    for (const std::size_t count : {0U, 1U, 2U, 47U, 48U, 49U, 95U, 97U, 1921U, 2000U}) {
        std::vector<Descriptor> query = random_descriptors(13, random);
        std::vector<Descriptor> train = random_descriptors(count, random);
        for (std::size_t i = 0; i < count; i += 3)
            for (std::uint8_t& value : train[i]) value = static_cast<std::uint8_t>(random() % 256);
        query[1].fill(255);
        query[2].fill(0);
        if (count > 2) train[2].fill(255);
        CAPTURE(count);
        const std::vector<TwoNearest> expected = by_definition(query, train);
        std::vector<TwoNearest> actual(query.size());
        sift::kernels::two_nearest(query, sift::kernels::SketchGroups(train), actual);
        CHECK(actual == expected);
        if (!sift::kernels::can_use_vnni()) continue;
        std::fill(actual.begin(), actual.end(), TwoNearest{});
        sift::kernels::two_nearest_vnni(query, sift::kernels::ByteGroups(train), actual);
        CHECK(actual == expected);
    }
}

TEST_CASE("two_nearest: held to lesser instructions, the bytes are not used", "[sift][kernels][match]") {
    for_each_simd_target([](const char* target) {
        CAPTURE(target);
        if (std::string(target).rfind("AVX3", 0) != 0) CHECK_FALSE(sift::kernels::can_use_vnni());
    });
}

TEST_CASE("two_nearest: 1, 2 and 8 threads give the same", "[sift][match]") {
    const unsigned seed = 5;
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<Descriptor> query = random_descriptors(1500, random);
    const std::vector<Descriptor> train = random_descriptors(700, random);
    const std::vector<TwoNearest> expected = by_definition(query, train);
    for (const int threads : {1, 2, 8}) {
        CAPTURE(threads);
        CHECK(sift::two_nearest(query, train, {threads, {}}) == expected);
    }
}

TEST_CASE("two_nearest: a requested stop leaves nothing", "[sift][match]") {
    std::stop_source stop;
    stop.request_stop();
    const std::vector<Descriptor> some(10);
    CHECK(sift::two_nearest(some, some, {1, stop.get_token()}).empty());
}

TEST_CASE("putative_matches: distance, ratio, runner-up and mutuality of a worked example", "[sift][match]") {
    const std::vector<TwoNearest> forward{
        {1, 0, 9, 100},  // d1 = 3, d2 = 10
        {1, 2, 16, 16},  // as near to both
        {2, 1, 0, 0},    // two exact copies
        {0, -1, 25, 0},  // a single candidate
        {-1, -1, 0, 0},  // none
    };
    const std::vector<TwoNearest> backward{{3, 0, 25, 30}, {0, 1, 9, 16}, {2, 0, 0, 4}};
    const std::vector<Match> matches = sift::putative_matches(forward, backward);
    REQUIRE(matches.size() == 4);
    CHECK(matches[0] == Match{0, 1, 0, 3.0, 0.3, true, false});
    CHECK(matches[1] == Match{1, 1, 2, 4.0, 1.0, false, false});
    CHECK(matches[2] == Match{2, 2, 1, 0.0, 1.0, true, false});  // d2 = 0 gives ratio 1
    CHECK(matches[3] == Match{3, 0, -1, 5.0, std::nullopt, true, false});
}

TEST_CASE("apply_thresholds: a match is kept below the ratio, not at it", "[sift][match]") {
    const std::vector<Match> matches{match_of(4, 0.79), match_of(4, 0.8), match_of(4, 1.0),
                                     match_of(4, std::nullopt)};
    CHECK(kept(matches, {0.8, {}, false}) == std::vector{true, false, false, false});
    CHECK(kept(matches, {1.0, {}, false}) == std::vector{true, true, false, false});
}

TEST_CASE("apply_thresholds: the largest distance is itself allowed", "[sift][match]") {
    const std::vector<Match> matches{match_of(0, 0.1), match_of(99.9, 0.1), match_of(100, 0.1),
                                     match_of(100.1, 0.1)};
    CHECK(kept(matches, {0.8, 100.0, false}) == std::vector{true, true, true, false});
    CHECK(kept(matches, {0.8, 0.0, false}) == std::vector{true, false, false, false});
}

TEST_CASE("apply_thresholds: the mutual check drops one-sided matches, and only when asked",
          "[sift][match]") {
    const std::vector<Match> matches{match_of(1, 0.1, true), match_of(1, 0.1, false)};
    CHECK(kept(matches, {0.8, {}, true}) == std::vector{true, false});
    CHECK(kept(matches, {0.8, {}, false}) == std::vector{true, true});
}

TEST_CASE("apply_thresholds: a second call starts afresh", "[sift][match]") {
    std::vector<Match> matches{match_of(1, 0.7)};
    sift::apply_thresholds(matches, {0.8, {}, false});
    sift::apply_thresholds(matches, {0.6, {}, false});
    CHECK_FALSE(matches[0].kept);
}

TEST_CASE("match parameters out of range are refused by a sentence that names them", "[sift][match]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double ratio : {0.0, -0.1, 1.0001, nan, infinity})
        CHECK_THROWS_WITH((MatchParams{ratio, {}, false}.validate()),
                          Catch::Matchers::StartsWith("ratio is "));
    for (const double distance : {-1.0, nan, infinity})
        CHECK_THROWS_WITH((MatchParams{0.8, distance, false}.validate()),
                          Catch::Matchers::StartsWith("max-distance is "));
    CHECK_NOTHROW(MatchParams{1.0, 0.0, true}.validate());
}
