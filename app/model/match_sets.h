#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "app/model/match_result.h"
#include "app/model/setting_names.h"

namespace siftscope {

/// What became of a putative match and what the truth says: the four cells of a test's table of outcomes.
enum class MatchSet {
    kept_right,      ///< true positive
    kept_wrong,      ///< false positive
    rejected_right,  ///< false negative: within the tolerance, but a threshold stood against it
    rejected_wrong,  ///< true negative
};

inline constexpr std::array<Named<MatchSet>, 4> match_set_names{
    {{"kept_right", MatchSet::kept_right},
     {"kept_wrong", MatchSet::kept_wrong},
     {"rejected_right", MatchSet::rejected_right},
     {"rejected_wrong", MatchSet::rejected_wrong}}};

/// The set of one match of `result`. Where no truth is known, "right" stands for agreeing with the homography
/// that is fitted to the kept matches, or for every match when there is none: never called right on screen.
[[nodiscard]] MatchSet set_of(const MatchResult& result, std::size_t match);

/// How many matches each set has, in the order of MatchSet.
struct MatchSetCounts {
    std::array<std::size_t, 4> of{};

    [[nodiscard]] std::size_t operator[](MatchSet set) const { return of[static_cast<std::size_t>(set)]; }

    friend bool operator==(const MatchSetCounts&, const MatchSetCounts&) = default;
};

/// Of all putative matches.
[[nodiscard]] MatchSetCounts match_set_sizes(const MatchResult& result);

/// The same; empty when no truth is known.
[[nodiscard]] std::optional<MatchSetCounts> count_match_sets(const MatchResult& result);

}  // namespace siftscope
