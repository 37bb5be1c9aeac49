#include "app/model/match_table.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>
#include <string_view>

#include "sift/geometry/degrees.h"

namespace siftscope {
namespace {

constexpr const char* how_to_filter =
    "write conditions such as ratio<0.7 error>1, with the names index, distance, ratio, error, x, y, "
    "size and turn";

const sift::Keypoint& first_of(const MatchResult& result, const sift::Match& match) {
    return result.side_1->keypoints[static_cast<std::size_t>(match.first)];
}

const sift::Keypoint& second_of(const MatchResult& result, const sift::Match& match) {
    return result.side_2->keypoints[static_cast<std::size_t>(match.second)];
}

}  // namespace

std::optional<double> match_number(const MatchResult& result, std::size_t index, MatchColumn column) {
    const sift::Match& match = result.matches[index];
    switch (column) {
        case MatchColumn::index:
            return static_cast<double>(index);
        case MatchColumn::set:
            return static_cast<double>(set_of(result, index));
        case MatchColumn::distance:
            return match.distance;
        case MatchColumn::ratio:
            return match.ratio;
        case MatchColumn::error:
            if (!result.verdicts) return std::nullopt;
            return result.verdicts->judgements[index].error_px;
        case MatchColumn::x:
            return first_of(result, match).x;
        case MatchColumn::y:
            return first_of(result, match).y;
        case MatchColumn::size:
            return first_of(result, match).size;
        case MatchColumn::turn:
            return sift::wrap_to_360(first_of(result, match).angle - second_of(result, match).angle);
    }
    return std::nullopt;
}

std::optional<MatchFilter> MatchFilter::parse(const std::string& text, std::string* problem) {
    MatchFilter filter;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const std::size_t sign = word.find_first_of("<>=");
        const std::size_t end = word.find_first_not_of("<>=", sign);
        const auto column = value_of(word.substr(0, sign), match_column_names);
        const std::string_view comparison =
            sign == std::string::npos ? "" : std::string_view(word).substr(sign, end - sign);
        constexpr std::array<Named<Sign>, 5> signs{{{"<", Sign::below},
                                                    {"<=", Sign::at_most},
                                                    {">", Sign::above},
                                                    {">=", Sign::at_least},
                                                    {"=", Sign::equal}}};
        const auto meant = value_of(comparison, signs);
        double number = 0;
        bool read = false;
        if (end != std::string::npos) {
            const char* last = word.data() + word.size();
            const auto [rest, failed] = std::from_chars(word.data() + end, last, number);
            read = failed == std::errc() && rest == last;
        }
        if (!column || !meant || !read) {
            if (problem != nullptr) *problem = "\"" + word + "\" is no condition: " + how_to_filter + ".";
            return std::nullopt;
        }
        filter.conditions_.push_back({*column, *meant, number});
    }
    return filter;
}

bool MatchFilter::passes(const MatchResult& result, std::size_t match) const {
    return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
        const auto number = match_number(result, match, condition.column);
        if (!number) return false;
        switch (condition.sign) {
            case Sign::below:
                return *number < condition.number;
            case Sign::at_most:
                return *number <= condition.number;
            case Sign::above:
                return *number > condition.number;
            case Sign::at_least:
                return *number >= condition.number;
            case Sign::equal:
                return *number == condition.number;
        }
        return false;
    });
}

std::vector<std::size_t> match_rows(const MatchResult& result, const MatchRows& rows) {
    const MatchFilter filter = MatchFilter::parse(rows.filter).value_or(MatchFilter{});
    struct Row {
        std::size_t match;
        double key;
    };
    std::vector<Row> found;
    for (std::size_t m = 0; m < result.matches.size(); ++m) {
        if (!rows.sets[static_cast<std::size_t>(set_of(result, m))] || !filter.passes(result, m)) continue;
        const auto number = match_number(result, m, rows.sort);
        const double sign = rows.descending ? -1 : 1;
        found.push_back({m, number ? sign * *number : std::numeric_limits<double>::infinity()});
    }
    std::stable_sort(found.begin(), found.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
    std::vector<std::size_t> matches;
    matches.reserve(found.size());
    for (const Row& row : found) matches.push_back(row.match);
    return matches;
}

}  // namespace siftscope
