#pragma once

#include <optional>

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

/// Refines a lattice extremum to sub-sample accuracy and tests it: the quadratic through its 27 samples is
/// solved, moving to a neighbouring sample while the solution lies nearer to that (Lowe 2004, section 4),
/// then contrast (section 4) and edge response (section 4.1) decide. Returns `extremum` with its final
/// sample, offsets, contrast, edge ratio, steps and verdict.
///
/// `octave` is the one in which the extremum was found. In single precision, as cv::SIFT computes it.
[[nodiscard]] Candidate localize(const Octave& octave, Candidate extremum, const DetectParams& params);

/// Columns [left, right) of rows [top, bottom).
struct SampleWindow {
    int left, right;
    int top, bottom;
};

/// The same where only a window of the octave is at hand: empty when the refinement steps to where more is
/// needed. `extremum` then holds the sample that it stepped to, from which a later call goes on.
[[nodiscard]] std::optional<Candidate> localize_within(const Octave& octave, Candidate& extremum,
                                                       const DetectParams& params,
                                                       const SampleWindow& window);

}  // namespace sift
