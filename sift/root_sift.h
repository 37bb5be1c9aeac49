#pragma once

#include "sift/keypoint.h"

namespace sift {

/// RootSIFT: min(255, round(512 sqrt(d / sum d))) for each bin; all zero stays all zero.
/// Source: Arandjelovic and Zisserman, "Three things everyone should know to improve object retrieval", 2012.
[[nodiscard]] Descriptor root_sift(const Descriptor& descriptor);

}  // namespace sift
