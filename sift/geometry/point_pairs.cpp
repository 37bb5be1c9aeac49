#include "sift/geometry/point_pairs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "sift/geometry/point_grid.h"

namespace sift {

std::vector<DistinctPoint> distinct_points(std::span<const Keypoint> keypoints,
                                           const std::vector<bool>& visible) {
    const auto key = [&](std::size_t i) {
        const Keypoint& k = keypoints[i];
        return std::tuple(std::nearbyint(k.x * 1000), std::nearbyint(k.y * 1000),
                          std::nearbyint(k.size * 1000));
    };
    std::vector<std::size_t> order(keypoints.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<DistinctPoint> points;
    for (std::size_t n = 0; n < order.size(); ++n) {
        if (n == 0 || key(order[n]) != key(order[n - 1])) {
            const Keypoint& k = keypoints[order[n]];
            points.push_back({{k.x, k.y}, k.size, visible[order[n]], {}});
        }
        points.back().keypoints.push_back(order[n]);
    }
    return points;
}

std::size_t count_visible(const std::vector<DistinctPoint>& points) {
    return static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [](const DistinctPoint& p) { return p.visible; }));
}

std::vector<DistinctPoint> mapped_points(std::vector<DistinctPoint> points,
                                         const Homography& second_from_first) {
    for (DistinctPoint& point : points) {
        point.size *= second_from_first.scale_at(point.position);
        point.position = second_from_first(point.position);
    }
    return points;
}

std::vector<PointPair> pair_points(const std::vector<DistinctPoint>& mapped,
                                   const std::vector<DistinctPoint>& second, double radius_px) {
    constexpr double octaves_allowed = 0.25;  // a factor 2^(1/4) in size
    struct Candidate {
        double cost;
        PointPair pair;
    };
    std::vector<Point> positions(second.size());
    std::transform(second.begin(), second.end(), positions.begin(),
                   [](const DistinctPoint& p) { return p.position; });
    const PointGrid grid(positions, radius_px);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < mapped.size(); ++i)
        grid.for_each_near(mapped[i].position, [&](std::size_t j, double distance) {
            const double octaves = std::abs(std::log2(second[j].size / mapped[i].size));
            if (octaves <= octaves_allowed)
                candidates.push_back({std::hypot(distance / radius_px, octaves / octaves_allowed), {i, j}});
        });
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.cost, a.pair.first, a.pair.second) < std::tie(b.cost, b.pair.first, b.pair.second);
    });
    std::vector<bool> first_used(mapped.size());
    std::vector<bool> second_used(second.size());
    std::vector<PointPair> chosen;
    for (const auto& [cost, pair] : candidates) {
        if (first_used[pair.first] || second_used[pair.second]) continue;
        first_used[pair.first] = second_used[pair.second] = true;
        chosen.push_back(pair);
    }
    return chosen;
}

}  // namespace sift
