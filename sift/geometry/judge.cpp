#include "sift/geometry/judge.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sift/geometry/point_grid.h"
#include "sift/quantile.h"
#include "sift/require.h"

namespace sift {
namespace {

Point position(const Keypoint& keypoint) {
    return {keypoint.x, keypoint.y};
}

std::optional<double> share(std::size_t part, std::size_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> mean(double sum, std::size_t count) {
    if (count == 0) return std::nullopt;
    return sum / static_cast<double>(count);
}

std::size_t count_findable(std::span<const Keypoint> first, std::span<const Keypoint> second,
                           const Homography& second_from_first, double tolerance_px) {
    std::vector<Point> positions(second.size());
    std::transform(second.begin(), second.end(), positions.begin(), position);
    const PointGrid grid(positions, tolerance_px);
    return static_cast<std::size_t>(std::count_if(first.begin(), first.end(), [&](const Keypoint& keypoint) {
        return grid.any_near(second_from_first(position(keypoint)));
    }));
}

}  // namespace

Verdicts judge(std::span<const Keypoint> first, std::span<const Keypoint> second,
               std::span<const Match> matches, const Homography& second_from_first, double tolerance_px) {
    require(tolerance_px > 0 && std::isfinite(tolerance_px), "tolerance", tolerance_px, "a number > 0");
    Verdicts verdicts;
    verdicts.judgements.reserve(matches.size());
    std::vector<double> right_errors;
    double sum_x = 0;
    double sum_y = 0;
    for (const Match& match : matches) {
        const Keypoint& partner = second[static_cast<std::size_t>(match.second)];
        const Point mapped = second_from_first(position(first[static_cast<std::size_t>(match.first)]));
        Judgement judgement;
        judgement.dx = partner.x - mapped.x;
        judgement.dy = partner.y - mapped.y;
        judgement.error_px = std::sqrt(judgement.dx * judgement.dx + judgement.dy * judgement.dy);
        judgement.right = judgement.error_px <= tolerance_px;
        verdicts.judgements.push_back(judgement);
        if (!match.kept) continue;
        ++verdicts.kept;
        if (!judgement.right) continue;
        right_errors.push_back(judgement.error_px);
        sum_x += judgement.dx;
        sum_y += judgement.dy;
    }
    verdicts.right = right_errors.size();
    verdicts.wrong = verdicts.kept - verdicts.right;
    verdicts.findable = count_findable(first, second, second_from_first, tolerance_px);
    verdicts.precision = share(verdicts.right, verdicts.kept);
    verdicts.recall = share(verdicts.right, verdicts.findable);
    verdicts.mean_residual_x_px = mean(sum_x, verdicts.right);
    verdicts.mean_residual_y_px = mean(sum_y, verdicts.right);
    if (!right_errors.empty()) verdicts.median_error_px = median(std::move(right_errors));
    return verdicts;
}

}  // namespace sift
