#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/keypoint.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

/// A keypoint for each dominant orientation of a candidate that passed every test (Lowe 2004, section 5).
/// `octave` is the candidate's.
[[nodiscard]] std::vector<Keypoint> oriented_keypoints(const Octave& octave, const Candidate& candidate,
                                                       const DetectParams& params);

/// The descriptor of a keypoint of `octave` (section 6), before RootSIFT.
[[nodiscard]] Descriptor describe_keypoint(const Octave& octave, const Keypoint& keypoint,
                                           const DetectParams& params);

}  // namespace sift
