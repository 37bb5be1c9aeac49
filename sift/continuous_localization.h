#pragma once

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

/// Samples that the refinement may move away from its start, across or down. What lies farther away is nearer
/// to other starts, and the rows that are looked at stay few.
inline constexpr int farthest_move = 4;

/// Samples beyond the one moved to that are looked at.
inline constexpr int interpolant_radius = 2;

/// Refines a candidate to the extremum of the continuous interpolant of D (interpolant.h) by Newton's method
/// and tests it: the Hessian in x, y and scale must be definite, then contrast and edge response decide at
/// the solution. Returns the candidate with its final sample, offsets, contrast, edge ratio, steps and
/// verdict.
///
/// Where the solution lies is a property of D alone, not of the sample that the search began with: a solution
/// more than a little nearer to another sample is sought again from there, and offsets are rounded to 2^-20
/// of a sample, far coarser than the rounding errors, so that all starts that lead to it give the same bits.
[[nodiscard]] Candidate localize_on_interpolant(const Octave& octave, Candidate candidate,
                                                const DetectParams& params);

}  // namespace sift
