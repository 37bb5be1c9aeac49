#include "sift/geometry/repeatability.h"

#include <algorithm>
#include <cstddef>

#include "sift/geometry/point_pairs.h"

namespace sift {
namespace {

double part_of(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
}

}  // namespace

std::optional<double> repeatability(std::span<const Keypoint> first, const std::vector<bool>& visible_first,
                                    std::span<const Keypoint> second, const std::vector<bool>& visible_second,
                                    const Homography& second_from_first, double radius_px) {
    const std::vector<DistinctPoint> mapped =
        mapped_points(distinct_points(first, visible_first), second_from_first);
    const std::vector<DistinctPoint> points = distinct_points(second, visible_second);
    const std::size_t visible_in_first = count_visible(mapped);
    const std::size_t visible_in_second = count_visible(points);
    if (visible_in_first == 0 && visible_in_second == 0) return std::nullopt;

    std::size_t first_again = 0;
    std::size_t second_again = 0;
    for (const PointPair& pair : pair_points(mapped, points, radius_px)) {
        first_again += mapped[pair.first].visible ? 1 : 0;
        second_again += points[pair.second].visible ? 1 : 0;
    }
    return std::min(part_of(first_again, visible_in_first), part_of(second_again, visible_in_second));
}

}  // namespace sift
