#include "sift/geometry/repeatability.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "sift/geometry/point_grid.h"

namespace sift {
namespace {

/// A place and a size that one or more oriented keypoints share.
struct DistinctPoint {
    Point position;
    double size = 0;
    bool visible = false;
};

/// Orientations merged: keypoints that agree in position and size to 1/1000 pixel are one point. The first
/// of them stands for all.
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
        if (n > 0 && key(order[n]) == key(order[n - 1])) continue;
        const Keypoint& k = keypoints[order[n]];
        points.push_back({{k.x, k.y}, k.size, visible[order[n]]});
    }
    return points;
}

struct Pair {
    std::size_t first;
    std::size_t second;
    double cost;
};

/// All pairs near enough in position and size; distance and size decide together, each in units of its
/// tolerance.
std::vector<Pair> possible_pairs(const std::vector<DistinctPoint>& mapped,
                                 const std::vector<DistinctPoint>& second, double radius_px) {
    constexpr double octaves_allowed = 0.25;  // a factor 2^(1/4) in size
    std::vector<Point> positions(second.size());
    std::transform(second.begin(), second.end(), positions.begin(),
                   [](const DistinctPoint& p) { return p.position; });
    const PointGrid grid(positions, radius_px);
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < mapped.size(); ++i)
        grid.for_each_near(mapped[i].position, [&](std::size_t j, double distance) {
            const double octaves = std::abs(std::log2(second[j].size / mapped[i].size));
            if (octaves <= octaves_allowed)
                pairs.push_back({i, j, std::hypot(distance / radius_px, octaves / octaves_allowed)});
        });
    return pairs;
}

/// Greedy and one to one, the cheapest pair first.
std::vector<Pair> one_to_one(std::vector<Pair> pairs, std::size_t first_count, std::size_t second_count) {
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tie(a.cost, a.first, a.second) < std::tie(b.cost, b.first, b.second);
    });
    std::vector<bool> first_used(first_count);
    std::vector<bool> second_used(second_count);
    std::vector<Pair> chosen;
    for (const Pair& pair : pairs) {
        if (first_used[pair.first] || second_used[pair.second]) continue;
        first_used[pair.first] = second_used[pair.second] = true;
        chosen.push_back(pair);
    }
    return chosen;
}

std::size_t count_visible(const std::vector<DistinctPoint>& points) {
    return static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(), [](const DistinctPoint& p) { return p.visible; }));
}

double share(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
}

}  // namespace

std::optional<double> repeatability(std::span<const Keypoint> first, const std::vector<bool>& visible_first,
                                    std::span<const Keypoint> second, const std::vector<bool>& visible_second,
                                    const Homography& second_from_first, double radius_px) {
    std::vector<DistinctPoint> mapped = distinct_points(first, visible_first);
    const std::vector<DistinctPoint> points = distinct_points(second, visible_second);
    const std::size_t visible_in_first = count_visible(mapped);
    const std::size_t visible_in_second = count_visible(points);
    if (visible_in_first == 0 && visible_in_second == 0) return std::nullopt;

    for (DistinctPoint& point : mapped) {
        point.size *= second_from_first.scale_at(point.position);
        point.position = second_from_first(point.position);
    }
    std::size_t first_again = 0;
    std::size_t second_again = 0;
    for (const Pair& pair :
         one_to_one(possible_pairs(mapped, points, radius_px), mapped.size(), points.size())) {
        first_again += mapped[pair.first].visible ? 1 : 0;
        second_again += points[pair.second].visible ? 1 : 0;
    }
    return std::min(share(first_again, visible_in_first), share(second_again, visible_in_second));
}

}  // namespace sift
