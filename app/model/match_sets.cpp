#include "app/model/match_sets.h"

namespace siftscope {

MatchSet set_of(const MatchResult& result, std::size_t match) {
    const bool right = result.verdicts     ? result.verdicts->judgements[match].right
                       : result.homography ? result.homography->agrees[match]
                                           : true;
    if (result.matches[match].kept) return right ? MatchSet::kept_right : MatchSet::kept_wrong;
    return right ? MatchSet::rejected_right : MatchSet::rejected_wrong;
}

MatchSetCounts match_set_sizes(const MatchResult& result) {
    MatchSetCounts counts;
    for (std::size_t m = 0; m < result.matches.size(); ++m)
        ++counts.of[static_cast<std::size_t>(set_of(result, m))];
    return counts;
}

std::optional<MatchSetCounts> count_match_sets(const MatchResult& result) {
    return result.verdicts ? std::optional(match_set_sizes(result)) : std::nullopt;
}

}  // namespace siftscope
