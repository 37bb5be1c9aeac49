#pragma once

#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/params.h"
#include "sift/run_options.h"

namespace sift {

/// detect_and_describe for layers of floats, to the bit that of detect_and_describe_in_memory. Rows run
/// through all layers of an octave together, each layer ahead of the next coarser one by what its blur looks
/// ahead; of each layer a ring of rows is held, keypoints are described as soon as their rows exist, and only
/// the next octave's first layer is a whole picture. Threads take bands of rows and compute the margins anew.
[[nodiscard]] Features stream_detect_and_describe(ImageView image, const DetectParams& params,
                                                  const RunOptions& run);

}  // namespace sift
