#include "app/model/match_table.h"

#include "tests/app/small_match_result.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

/// Those of small_match_result and a fourth match, rejected and wrong, without a second candidate:
/// 0 kept and right, 1 rejected though right, 2 kept and wrong, 3 rejected and wrong.
MatchResult four_matches() {
    MatchResult result = small_match_result();
    sift::Match rejected_wrong = result.matches[1];
    rejected_wrong.first = 2;
    rejected_wrong.distance = 300;
    result.matches.push_back(rejected_wrong);
    result.matches[1].ratio = 0.875;
    result.verdicts->judgements.push_back({12.5, 0, 0, false});
    return result;
}

constexpr std::array<bool, 4> all_sets{true, true, true, true};
using Rows = std::vector<std::size_t>;

std::string problem_of(const std::string& text) {
    std::string problem = "none";
    static_cast<void>(MatchFilter::parse(text, &problem));
    return problem;
}

}  // namespace

TEST_CASE("match sets: kept or rejected, right or wrong, each match is in one of four", "[matches]") {
    MatchResult result = four_matches();
    CHECK(set_of(result, 0) == MatchSet::kept_right);
    CHECK(set_of(result, 1) == MatchSet::rejected_right);
    CHECK(set_of(result, 2) == MatchSet::kept_wrong);
    CHECK(set_of(result, 3) == MatchSet::rejected_wrong);
    CHECK(count_match_sets(result) == MatchSetCounts{{1, 1, 1, 1}});
    result.matches[3].kept = true;
    CHECK(count_match_sets(result) == MatchSetCounts{{1, 2, 1, 0}});
    CHECK((*count_match_sets(result))[MatchSet::kept_wrong] == 2);
}

TEST_CASE("match sets: without a truth nothing is counted, and nothing is called wrong", "[matches]") {
    MatchResult result = four_matches();
    result.verdicts.reset();
    CHECK_FALSE(count_match_sets(result));
    CHECK(set_of(result, 2) == MatchSet::kept_right);
    CHECK(set_of(result, 3) == MatchSet::rejected_right);
}

TEST_CASE("match table: the number of each column is that of the match", "[matches]") {
    const MatchResult result = four_matches();
    const auto number = [&](std::size_t match, MatchColumn column) {
        return match_number(result, match, column);
    };
    CHECK(number(0, MatchColumn::index) == 0.0);
    CHECK(number(0, MatchColumn::distance) == 100.5);
    CHECK(number(0, MatchColumn::ratio) == 0.5);
    CHECK(number(0, MatchColumn::error) == 0.75);
    CHECK(number(0, MatchColumn::x) == 10.25);
    CHECK(number(0, MatchColumn::y) == 20.5);
    CHECK(number(0, MatchColumn::size) == 4.0);
    CHECK(number(0, MatchColumn::turn) == 30.0);  // 90 - 60
    CHECK(number(1, MatchColumn::turn) == 30.0);  // 0 - 330, once around
    CHECK_FALSE(number(3, MatchColumn::ratio));   // a single candidate
    MatchResult unknown = four_matches();
    unknown.verdicts.reset();
    CHECK_FALSE(match_number(unknown, 0, MatchColumn::error));
}

TEST_CASE("match table: rows are those of the sets shown, in the order of a column", "[matches]") {
    const MatchResult result = four_matches();
    CHECK(match_rows(result, {all_sets}) == Rows{0, 1, 2, 3});
    CHECK(match_rows(result, {{true, true, false, false}}) == Rows{0, 2});
    CHECK(match_rows(result, {{false, false, true, false}}) == Rows{1});
    CHECK(match_rows(result, {all_sets, "", MatchColumn::distance}) == Rows{2, 0, 1, 3});
    CHECK(match_rows(result, {all_sets, "", MatchColumn::distance, true}) == Rows{3, 1, 0, 2});
    CHECK(match_rows(result, {all_sets, "", MatchColumn::error, true}) == Rows{2, 3, 1, 0});
    // What has no ratio comes last either way.
    CHECK(match_rows(result, {all_sets, "", MatchColumn::ratio}) == Rows{2, 0, 1, 3});
    CHECK(match_rows(result, {all_sets, "", MatchColumn::ratio, true}) == Rows{1, 0, 2, 3});
    // Equal ones keep their order.
    CHECK(match_rows(result, {all_sets, "", MatchColumn::x}) == Rows{0, 1, 2, 3});
    CHECK(match_rows(result, {all_sets, "", MatchColumn::x, true}) == Rows{2, 3, 1, 0});
}

TEST_CASE("match table: a filter keeps what meets all of its conditions", "[matches]") {
    const MatchResult result = four_matches();
    const auto rows = [&](const char* filter) { return match_rows(result, {all_sets, filter}); };
    CHECK(rows("ratio<0.5") == Rows{2});
    CHECK(rows("ratio<=0.5") == Rows{0, 2});
    CHECK(rows("error>1.5") == Rows{2, 3});
    CHECK(rows("  error>=1.5   distance<250 ") == Rows{1, 2});
    CHECK(rows("index=3") == Rows{3});
    CHECK(rows("ratio>0") == Rows{0, 1, 2});  // the fourth has none
    CHECK(rows("") == Rows{0, 1, 2, 3});
    CHECK(rows("nonsense") == Rows{0, 1, 2, 3});  // told beside the field, not by an empty table
}

TEST_CASE("match table: what is no condition is named", "[matches]") {
    for (const char* word :
         {"ratio", "ratio<", "rato<1", "<1", "ratio<a", "ratio<0.5x", "ratio==1", "=", "ratio<>1"}) {
        CAPTURE(word);
        CHECK_FALSE(MatchFilter::parse(std::string("error>1 ") + word));
        CHECK_THAT(problem_of(word), contains_text("\"" + std::string(word) + "\" is no condition"));
    }
    CHECK(problem_of("error>-1e-3 ratio=0.5") == "none");
}
