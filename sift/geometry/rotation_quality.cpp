#include "sift/geometry/rotation_quality.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "sift/geometry/degrees.h"
#include "sift/geometry/point_pairs.h"
#include "sift/geometry/visibility.h"
#include "sift/quantile.h"

namespace sift {
namespace {

constexpr double association_px = 1.5;
constexpr double association_degrees = 15;

using Points = std::vector<DistinctPoint>;
using Values = std::vector<double>;

std::optional<double> quantile_of(const Values& values, double q) {
    if (values.empty()) return std::nullopt;
    return quantile(values, q);
}

std::optional<double> mean_of(const Values& values) {
    if (values.empty()) return std::nullopt;
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// The smaller of the shares of visible ones in both sets that a set of pairs holds.
class Share {
  public:
    Share(std::size_t visible_first, std::size_t visible_second)
        : visible_first_(visible_first), visible_second_(visible_second) {}
    void count(bool first_visible, bool second_visible) {
        first_ += first_visible ? 1 : 0;
        second_ += second_visible ? 1 : 0;
    }
    [[nodiscard]] std::optional<double> value() const {
        if (visible_first_ == 0 && visible_second_ == 0) return std::nullopt;
        const auto share = [](std::size_t part, std::size_t whole) {
            return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
        };
        return std::min(share(first_, visible_first_), share(second_, visible_second_));
    }

  private:
    std::size_t visible_first_, visible_second_, first_ = 0, second_ = 0;
};

std::size_t count_of(const std::vector<bool>& visible) {
    return static_cast<std::size_t>(std::count(visible.begin(), visible.end(), true));
}

std::optional<double> found(const Points& mapped, const Points& second, double radius_px) {
    Share share(count_visible(mapped), count_visible(second));
    for (const PointPair& pair : pair_points(mapped, second, radius_px))
        share.count(mapped[pair.first].visible, second[pair.second].visible);
    return share.value();
}

/// Oriented keypoints of two points that are the same: indices and the difference of their orientations.
struct OrientedPair {
    double turn = 0;  ///< degrees, found - expected
    std::size_t first = 0;
    std::size_t second = 0;
};

/// One to one within the point, the smallest difference first.
void pair_orientations(const DistinctPoint& a, const DistinctPoint& b, const Features& first,
                       const Features& second, double angle, std::vector<OrientedPair>& pairs) {
    std::vector<OrientedPair> candidates;
    for (const std::size_t i : a.keypoints)
        for (const std::size_t j : b.keypoints) {
            const double turn = wrap_to_180(second.keypoints[j].angle - (first.keypoints[i].angle - angle));
            if (std::abs(turn) <= association_degrees) candidates.push_back({turn, i, j});
        }
    std::sort(candidates.begin(), candidates.end(), [](const OrientedPair& x, const OrientedPair& y) {
        return std::tuple(std::abs(x.turn), x.first, x.second) <
               std::tuple(std::abs(y.turn), y.first, y.second);
    });
    const std::size_t before = pairs.size();
    for (const OrientedPair& candidate : candidates) {
        const bool taken =
            std::any_of(pairs.begin() + static_cast<std::ptrdiff_t>(before), pairs.end(),
                        [&](const OrientedPair& chosen) {
                            return chosen.first == candidate.first || chosen.second == candidate.second;
                        });
        if (!taken) pairs.push_back(candidate);
    }
}

double distance(const Descriptor& a, const Descriptor& b) {
    double squared = 0;
    for (std::size_t i = 0; i < a.size(); ++i) squared += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(squared);
}

}  // namespace

RotationQuality rotation_quality(const Features& first, const Features& second, const Rotation& rotation) {
    const Visibility visible = visible_keypoints(first.keypoints, second.keypoints, rotation);
    const Points mapped =
        mapped_points(distinct_points(first.keypoints, visible.first), rotation.homography());
    const Points points = distinct_points(second.keypoints, visible.second);
    RotationQuality quality;
    quality.points = count_visible(mapped);
    quality.found_1px = found(mapped, points, 1);
    quality.found_quarter_px = found(mapped, points, 0.25);
    quality.found_twentieth_px = found(mapped, points, 0.05);

    Values position, x, y, scale;
    std::vector<OrientedPair> oriented;
    for (const PointPair& pair : pair_points(mapped, points, association_px)) {
        const DistinctPoint& expected = mapped[pair.first];
        const DistinctPoint& seen = points[pair.second];
        pair_orientations(expected, seen, first, second, rotation.angle, oriented);
        if (!expected.visible) continue;
        x.push_back(seen.position.x - expected.position.x);
        y.push_back(seen.position.y - expected.position.y);
        position.push_back(std::hypot(x.back(), y.back()));
        scale.push_back(std::abs(seen.size / expected.size - 1));
    }
    quality.position_median_px = quantile_of(position, 0.5);
    quality.position_p95_px = quantile_of(position, 0.95);
    quality.bias_x_px = mean_of(x);
    quality.bias_y_px = mean_of(y);
    quality.scale_median = quantile_of(scale, 0.5);

    Share all(count_of(visible.first), count_of(visible.second));
    Share tight = all;
    Values turns, distances;
    for (const OrientedPair& pair : oriented) {
        const bool first_visible = visible.first[pair.first];
        const bool second_visible = visible.second[pair.second];
        all.count(first_visible, second_visible);
        const Keypoint& a = first.keypoints[pair.first];
        const Keypoint& b = second.keypoints[pair.second];
        const Point expected = rotation.to_rotated({a.x, a.y});
        if (std::hypot(b.x - expected.x, b.y - expected.y) < 0.25 && std::abs(pair.turn) < 1)
            tight.count(first_visible, second_visible);
        if (!first_visible) continue;
        turns.push_back(std::abs(pair.turn));
        distances.push_back(distance(first.descriptors[pair.first], second.descriptors[pair.second]));
    }
    quality.oriented = all.value();
    quality.tight = tight.value();
    quality.orientation_median = quantile_of(turns, 0.5);
    quality.orientation_p95 = quantile_of(turns, 0.95);
    quality.descriptor_median = quantile_of(distances, 0.5);
    quality.descriptor_p95 = quantile_of(distances, 0.95);
    return quality;
}

}  // namespace sift
