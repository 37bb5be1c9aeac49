#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/model/match_result.h"
#include "app/model/match_sets.h"
#include "app/model/setting_names.h"

namespace siftscope {

/// A column of the table of matches.
enum class MatchColumn { index, set, distance, ratio, error, x, y, size, turn };

inline constexpr std::array<Named<MatchColumn>, 9> match_column_names{{{"index", MatchColumn::index},
                                                                       {"set", MatchColumn::set},
                                                                       {"distance", MatchColumn::distance},
                                                                       {"ratio", MatchColumn::ratio},
                                                                       {"error", MatchColumn::error},
                                                                       {"x", MatchColumn::x},
                                                                       {"y", MatchColumn::y},
                                                                       {"size", MatchColumn::size},
                                                                       {"turn", MatchColumn::turn}}};

/// The number of a match in a column; empty when it has none.
///
///   distance, ratio   of the descriptors, as in the ratio test
///   error             pixels of the second picture, from where the truth puts the partner
///   x, y, size        of the keypoint in the original, pixels
///   turn              orientation in the original less that of the partner, degrees in [0, 360)
[[nodiscard]] std::optional<double> match_number(const MatchResult& result, std::size_t match,
                                                 MatchColumn column);

/// Conditions that a match must meet, all of them.
class MatchFilter {
  public:
    /// Conditions between blanks, such as "ratio<0.7 error>=1": a column's name, one of < <= > >= = and a
    /// number. Nothing when the text is no such list; `problem`, when given, then gets one sentence.
    [[nodiscard]] static std::optional<MatchFilter> parse(const std::string& text,
                                                          std::string* problem = nullptr);

    /// A match without a number in a column that is asked for does not pass.
    [[nodiscard]] bool passes(const MatchResult& result, std::size_t match) const;

  private:
    enum class Sign { below, at_most, above, at_least, equal };
    struct Condition {
        MatchColumn column{};
        Sign sign{};
        double number = 0;
    };
    std::vector<Condition> conditions_;
};

/// Which rows the table has, and in which order.
struct MatchRows {
    std::array<bool, 4> sets{};  ///< shown, in the order of MatchSet
    std::string filter{};        ///< see MatchFilter; one that is none lets everything pass
    MatchColumn sort = MatchColumn::index;
    bool descending = false;

    friend bool operator==(const MatchRows&, const MatchRows&) = default;
};

/// The matches of the table, top to bottom: indices into result.matches. Equal ones keep the order of the
/// matches, those without a number come last.
[[nodiscard]] std::vector<std::size_t> match_rows(const MatchResult& result, const MatchRows& rows);

}  // namespace siftscope
