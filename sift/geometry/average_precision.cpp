#include "sift/geometry/average_precision.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sift/geometry/judge.h"

namespace sift {

std::optional<double> average_precision(std::span<const Keypoint> first, std::span<const Keypoint> second,
                                        std::span<const Match> matches, const Homography& second_from_first,
                                        double radius_px) {
    const Verdicts verdicts = judge(first, second, matches, second_from_first, radius_px);
    std::vector<std::size_t> ranked;
    for (std::size_t i = 0; i < matches.size(); ++i)
        if (matches[i].ratio) ranked.push_back(i);
    if (verdicts.findable == 0 || ranked.empty()) return std::nullopt;
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](std::size_t a, std::size_t b) { return *matches[a].ratio < *matches[b].ratio; });
    double sum = 0;
    double right = 0;
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        if (!verdicts.judgements[ranked[rank]].right) continue;
        ++right;
        sum += right / static_cast<double>(rank + 1);
    }
    return sum / static_cast<double>(verdicts.findable);
}

}  // namespace sift
