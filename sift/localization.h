#pragma once

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

}  // namespace sift
