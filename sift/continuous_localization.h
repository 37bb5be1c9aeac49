#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

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

/// Gives the verdict `duplicate` to keypoints for which a better one lies near: within half a sample (of the
/// coarser octave) and half a layer. The better one is nearer to its layer, then to its sample; equals both
/// stay. Whatever the order of `candidates`, the same ones are kept. `octaves` holds the lattices of all
/// octaves of the candidates, the first of index octaves.front().index.
void mark_duplicates(std::vector<Candidate>& candidates, const std::vector<Octave>& octaves,
                     const DetectParams& params);

}  // namespace sift
