#pragma once

#include <optional>

#include "app/model/explanation.h"
#include "sift/scale_space.h"

namespace siftscope {

/// The smallest change of contrast and edge threshold, in three digits, with which the scan takes `sample`
/// for a candidate and the refinement makes a keypoint of it; empty when no such change does.
///   refused   the scan refuses the sample with the parameters as they are
[[nodiscard]] std::optional<Remedy> remedy_for(const sift::Octave& octave, const sift::Candidate& sample,
                                               bool refused, const sift::DetectParams& params);

}  // namespace siftscope
