#pragma once

#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/params.h"
#include "sift/run_options.h"

namespace sift {

/// stream_detect_and_describe for layers of integers refined on the interpolant.
[[nodiscard]] Features stream_levels_and_describe(ImageView image, const DetectParams& params,
                                                  const RunOptions& run);

}  // namespace sift
