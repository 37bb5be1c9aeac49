#include "app/model/threshold_curve.h"

#include <algorithm>
#include <cmath>

namespace siftscope {
namespace {

/// A putative match that only the threshold in question can still refuse.
struct Contender {
    double value = 0;
    bool right = false;
};

std::vector<Contender> contenders(const MatchResult& result, Criterion criterion) {
    const sift::MatchParams& params = result.settings.match;
    std::vector<Contender> found;
    found.reserve(result.matches.size());
    for (std::size_t i = 0; i < result.matches.size(); ++i) {
        const sift::Match& match = result.matches[i];
        if (!match.ratio || (params.mutual && !match.mutual)) continue;
        const bool passes_other = criterion == Criterion::ratio
                                      ? !params.max_distance || match.distance <= *params.max_distance
                                      : *match.ratio < params.ratio;
        if (!passes_other) continue;
        // No threshold of the ratio, which is at most 1, lets in a ratio of 1.
        if (criterion == Criterion::ratio && *match.ratio >= 1) continue;
        found.push_back({criterion == Criterion::ratio ? *match.ratio : match.distance,
                         result.verdicts->judgements[i].right});
    }
    return found;
}

}  // namespace

const ThresholdPoint* ThresholdCurve::at(double threshold) const {
    const auto is_out = [&](const ThresholdPoint& point, double limit) {
        return criterion == Criterion::ratio ? point.value < limit : point.value <= limit;
    };
    const auto end = std::partition_point(
        points.begin(), points.end(), [&](const ThresholdPoint& point) { return is_out(point, threshold); });
    return end == points.begin() ? nullptr : &*(end - 1);
}

double ThresholdCurve::threshold_of(std::size_t point) const {
    const double low = points[point].value;
    const bool last = point + 1 == points.size();
    const double beyond = criterion == Criterion::ratio ? 1.0 : std::floor(low) + 1;
    const double high = last ? std::max(beyond, low) : points[point + 1].value;
    // The fewest decimals that fall between: a ratio's threshold lies in (low, high], a distance's in [low,
    // high).
    for (double step = criterion == Criterion::ratio ? 0.01 : 1; step > 1e-12; step /= 10) {
        const double rounded = criterion == Criterion::ratio ? std::floor(high / step + 1e-9) * step
                                                             : std::ceil(low / step - 1e-9) * step;
        if (criterion == Criterion::ratio ? rounded > low && rounded <= high
                                          : rounded >= low && rounded < high)
            return rounded;
    }
    return criterion == Criterion::ratio ? high : low;
}

std::optional<double> ThresholdCurve::best_f1() const {
    std::optional<std::size_t> best;
    const auto f1 = [&](std::size_t i) {
        return 2 * static_cast<double>(points[i].right) / static_cast<double>(points[i].kept + findable);
    };
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].right > 0 && (!best || f1(i) > f1(*best))) best = i;
    if (!best) return std::nullopt;
    return threshold_of(*best);
}

std::optional<double> ThresholdCurve::for_precision(double least) const {
    for (std::size_t i = points.size(); i-- > 0;)
        if (points[i].precision >= least) return threshold_of(i);
    return std::nullopt;
}

std::optional<ThresholdCurve> threshold_curve(const MatchResult& result, Criterion criterion) {
    if (!result.verdicts) return std::nullopt;
    ThresholdCurve curve;
    curve.criterion = criterion;
    curve.findable = result.verdicts->findable;
    std::vector<Contender> all = contenders(result, criterion);
    std::sort(all.begin(), all.end(),
              [](const Contender& a, const Contender& b) { return a.value < b.value; });
    std::size_t right = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].right) ++right;
        if (i + 1 < all.size() && all[i + 1].value == all[i].value) continue;
        ThresholdPoint point{
            all[i].value, i + 1, right, static_cast<double>(right) / static_cast<double>(i + 1), {}};
        if (curve.findable > 0)
            point.recall = static_cast<double>(right) / static_cast<double>(curve.findable);
        curve.points.push_back(point);
    }
    return curve;
}

std::optional<ValueHistogram> value_histogram(const MatchResult& result, Criterion criterion,
                                              std::size_t bins) {
    if (!result.verdicts || bins == 0) return std::nullopt;
    const std::vector<Contender> all = contenders(result, criterion);
    ValueHistogram histogram{1, std::vector<std::size_t>(bins), std::vector<std::size_t>(bins)};
    if (criterion == Criterion::distance)
        for (const Contender& one : all) histogram.high = std::max(histogram.high, one.value);
    for (const Contender& one : all) {
        const auto bin = static_cast<std::size_t>(one.value / histogram.high * static_cast<double>(bins));
        ++(one.right ? histogram.right : histogram.wrong)[std::min(bin, bins - 1)];
    }
    return histogram;
}

}  // namespace siftscope
