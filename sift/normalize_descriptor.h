#pragma once

#include <array>

#include "sift/keypoint.h"

namespace sift {

/// The 128 sums of a descriptor made bytes: entries cut at 0.2 of the length, so that non-linear illumination
/// counts less, then scaled to length 512 and rounded (Lowe 2004, section 6.1).
[[nodiscard]] Descriptor normalize_descriptor(const std::array<float, 128>& histogram);

}  // namespace sift
