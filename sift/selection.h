#pragma once

#include <vector>

#include "sift/keypoint.h"

namespace sift {

/// Sorts by x, y, size (descending), angle, response (descending), octave (descending) and layer (descending)
/// and keeps the first of those that agree in the first four: neighbouring extrema may be refined to one.
void remove_duplicates(std::vector<Keypoint>& keypoints);

/// Keeps the `count` keypoints of the highest response, and those that tie with the last of them; in their
/// order. All of them when count is 0.
void keep_strongest(std::vector<Keypoint>& keypoints, int count);

/// Both at once, with the descriptors.
void select(Features& features, int count);

}  // namespace sift
