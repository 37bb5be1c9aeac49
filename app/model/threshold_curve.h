#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "app/model/match_result.h"

namespace siftscope {

/// What decides whether a putative match is kept.
enum class Criterion {
    ratio,     ///< d1 / d2 below the threshold
    distance,  ///< d1 at most the threshold
};

/// The kept matches when the threshold lies just beyond `value`.
struct ThresholdPoint {
    double value = 0;  ///< of the last match that is let in
    std::size_t kept = 0;
    std::size_t right = 0;
    double precision = 0;          ///< right / kept
    std::optional<double> recall;  ///< right / findable; empty at 0/0
};

/// Precision and recall against one threshold, all other thresholds as they are in the result's settings.
struct ThresholdCurve {
    Criterion criterion = Criterion::ratio;
    std::size_t findable = 0;
    std::vector<ThresholdPoint> points;  ///< ascending in value, one for each that occurs

    /// The point in force at a threshold; null when it keeps nothing.
    [[nodiscard]] const ThresholdPoint* at(double threshold) const;

    /// A round threshold between the point's value and the next one's, which keeps what the point says.
    [[nodiscard]] double threshold_of(std::size_t point) const;

    /// The threshold of the largest F1 = 2 right / (kept + findable), the lowest of equals; empty when no
    /// match is right.
    [[nodiscard]] std::optional<double> best_f1() const;

    /// The highest threshold whose precision is at least `least`; empty when there is none.
    [[nodiscard]] std::optional<double> for_precision(double least) const;
};

/// Empty when the truth is not known.
[[nodiscard]] std::optional<ThresholdCurve> threshold_curve(const MatchResult& result, Criterion criterion);

/// How many of the putative matches that pass the other thresholds have a value in each of `bins` equal parts
/// of [0, high]: right ones and wrong ones. Values beyond are in the last.
struct ValueHistogram {
    double high = 1;
    std::vector<std::size_t> right;
    std::vector<std::size_t> wrong;
};
[[nodiscard]] std::optional<ValueHistogram> value_histogram(const MatchResult& result, Criterion criterion,
                                                            std::size_t bins);

}  // namespace siftscope
