#pragma once

#include <array>

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

// One sample of the DoG by itself, for who asks why it is a keypoint or is none. Samples are named by the
// octave, layer, column and row of a Candidate.

/// Whether the scan takes the sample for a candidate: Verdict::keypoint when it does, otherwise the first of
/// the scan's tests that fails:
///   outside       the layer is not searched, or the sample lies within `border` samples of the border
///   not_extremum  a neighbour exceeds it, or it has no hope in scale
///   low_contrast  |D| at the sample is below the preliminary threshold
///   edge          integer layers: the ratio of curvatures at the sample is above twice the limit
[[nodiscard]] Verdict judge_sample(const Octave& octave, const Candidate& sample, const DetectParams& params);

/// The refinement and the tests that `params` ask for, as in detect_candidates; duplicates are not looked
/// for.
[[nodiscard]] Candidate localize_candidate(const Octave& octave, const Candidate& sample,
                                           const DetectParams& params);

/// |D| at a sample below which the scan passes it over, grey levels 0..255.
[[nodiscard]] double preliminary_contrast(const Octave& octave, const DetectParams& params);

/// The ratio of principal curvatures at the sample by central differences; infinite at a saddle.
[[nodiscard]] double edge_ratio_at(const Octave& octave, const Candidate& sample);

/// D of the 27 samples around it, by layer, row and column; grey levels 0..1. The sample may not lie on the
/// border.
[[nodiscard]] std::array<std::array<std::array<double, 3>, 3>, 3> neighbourhood_of(const Octave& octave,
                                                                                   const Candidate& sample);

}  // namespace sift
