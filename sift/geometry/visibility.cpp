#include "sift/geometry/visibility.h"

#include <algorithm>
#include <cmath>

namespace sift {
namespace {

/// Whether the disc lies within the centres of the border pixels; false for what is not finite.
bool inside(Point centre, double radius, int width, int height) {
    return centre.x - radius >= 0 && centre.y - radius >= 0 && centre.x + radius <= width - 1 &&
           centre.y + radius <= height - 1;
}

double descriptor_radius(const Keypoint& keypoint) {
    return descriptor_radius_in_sigmas * keypoint.size / 2;  // size = 2 sigma
}

template <class Predicate>
std::vector<bool> each(std::span<const Keypoint> keypoints, Predicate visible) {
    std::vector<bool> result(keypoints.size());
    std::transform(keypoints.begin(), keypoints.end(), result.begin(), visible);
    return result;
}

/// The whole source, turned by quarters, fits the canvas: borders go to borders, nothing is filled.
bool permutes_whole_pictures(const Rotation& rotation) {
    if (!rotation.lossless) return false;
    const bool upright = rotation.rotated_from_source[0] != 0;
    return rotation.width == (upright ? rotation.source_width : rotation.source_height) &&
           rotation.height == (upright ? rotation.source_height : rotation.source_width);
}

}  // namespace

Visibility visible_keypoints(std::span<const Keypoint> first, std::span<const Keypoint> second,
                             const Rotation& rotation) {
    if (permutes_whole_pictures(rotation))
        return {std::vector<bool>(first.size(), true), std::vector<bool>(second.size(), true)};
    // A grown canvas holds all of the source but for rounding, which must not hide a keypoint.
    constexpr double rounding = 1e-6;
    const auto in_source = [&](Point p, double radius) {
        return inside(p, radius, rotation.source_width, rotation.source_height);
    };
    const auto on_canvas = [&](Point p, double radius) {
        return inside(p, radius - rounding, rotation.width, rotation.height);
    };
    return {each(first,
                 [&](const Keypoint& k) {
                     const Point p{k.x, k.y};
                     const double radius = descriptor_radius(k);
                     return in_source(p, radius) &&
                            on_canvas(rotation.to_rotated(p), radius * rotation.scale);
                 }),
            each(second, [&](const Keypoint& k) {
                const Point p{k.x, k.y};
                const double radius = descriptor_radius(k);
                return in_source(rotation.to_source(p), radius / rotation.scale) && on_canvas(p, radius);
            })};
}

Visibility visible_keypoints(std::span<const Keypoint> first, std::span<const Keypoint> second,
                             const Homography& second_from_first, int first_width, int first_height,
                             int second_width, int second_height) {
    const Homography first_from_second = second_from_first.inverse();
    return {each(first,
                 [&](const Keypoint& k) {
                     const Point p{k.x, k.y};
                     const double radius = descriptor_radius(k);
                     return inside(p, radius, first_width, first_height) &&
                            inside(second_from_first(p), radius * second_from_first.scale_at(p), second_width,
                                   second_height);
                 }),
            each(second, [&](const Keypoint& k) {
                const Point p{k.x, k.y};
                const double radius = descriptor_radius(k);
                return inside(p, radius, second_width, second_height) &&
                       inside(first_from_second(p), radius * first_from_second.scale_at(p), first_width,
                              first_height);
            })};
}

}  // namespace sift
