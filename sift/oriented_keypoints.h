#pragma once

#include <array>
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

/// Place, size, response, octave and layer of a candidate as a keypoint; its angle is not set.
[[nodiscard]] Keypoint unoriented_keypoint(const Octave& octave, const Candidate& candidate,
                                           const DetectParams& params);

/// The smoothed histogram of gradient directions from which oriented_keypoints reads its peaks: bin k of n is
/// centred on k 360 / n degrees, counter-clockwise on screen.
[[nodiscard]] std::vector<double> orientation_bins(const Octave& octave, const Candidate& candidate,
                                                   const DetectParams& params);

/// The descriptor of a keypoint of `octave` (section 6), before RootSIFT.
[[nodiscard]] Descriptor describe_keypoint(const Octave& octave, const Keypoint& keypoint,
                                           const DetectParams& params);

/// The 128 sums that describe_keypoint cuts, scales and rounds (normalize_descriptor.h).
[[nodiscard]] std::array<float, 128> descriptor_sums(const Octave& octave, const Keypoint& keypoint,
                                                     const DetectParams& params);

}  // namespace sift
