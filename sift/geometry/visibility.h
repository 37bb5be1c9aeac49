#pragma once

#include <span>
#include <vector>

#include "sift/geometry/homography.h"
#include "sift/geometry/rotation.h"
#include "sift/keypoint.h"

namespace sift {

/// Radius of the descriptor's window in sigmas: 3 sqrt(2) (4 + 1) / 2 = 10.6 (Lowe 2004, section 6.1).
inline constexpr double descriptor_radius_in_sigmas = 10.606601717798213;

/// Which keypoints of both pictures lie, disc of 10.6 sigma included, on real pixels of both.
struct Visibility {
    std::vector<bool> first;
    std::vector<bool> second;
};

/// For a picture and its rotation; under lossless rotations with a grown canvas all are visible.
[[nodiscard]] Visibility visible_keypoints(std::span<const Keypoint> first, std::span<const Keypoint> second,
                                           const Rotation& rotation);

/// For two pictures under a known map: the disc, mapped, inside both.
[[nodiscard]] Visibility visible_keypoints(std::span<const Keypoint> first, std::span<const Keypoint> second,
                                           const Homography& second_from_first, int first_width,
                                           int first_height, int second_width, int second_height);

}  // namespace sift
