#pragma once

#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/params.h"

namespace siftscope {

/// cv::SIFT itself on `grey` rounded to 8 bits, in our conventions: octave and layer unpacked, angles in [0,
/// 360), descriptors as bytes (RootSIFT applied when asked for). Upsampling off and an assumed blur other
/// than 0.5 are not offered by cv::SIFT: std::invalid_argument names the option. `threads`: see
/// set_opencv_threads.
[[nodiscard]] sift::Features opencv_detect_and_describe(const sift::Image& grey,
                                                        const sift::DetectParams& params, int threads);

}  // namespace siftscope
