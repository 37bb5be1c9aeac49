#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/params.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"

namespace sift {

/// Finds the keypoints of `image` and describes them: Lowe 2004, sections 3 to 6, with the choices of
/// `params`: DetectParams::precise() or DetectParams::classic(), or one of these changed.
///
///   image    grey levels 0..255, any size, also empty; read only, not kept. Pixels that are no numbers count
///            as 0
///   returns  ordered by x, y, size (descending), angle, response, octave; the same for any number of
///            threads and on every CPU; empty when nothing passes the thresholds: an answer, not an error
///
/// Throws std::invalid_argument naming the parameter, its value and its range.
[[nodiscard]] Features detect_and_describe(ImageView image, const DetectParams& params,
                                           const RunOptions& run = {});

/// The same to the bit with all layers in memory, in the order of the paper: what detect_and_describe is
/// tested against.
[[nodiscard]] Features detect_and_describe_in_memory(ImageView image, const DetectParams& params,
                                                     const RunOptions& run = {});

/// Every candidate that the scan of the DoG found, the rejected ones included, with its verdict;
/// ordered by octave, layer, row and column of the scan.
[[nodiscard]] std::vector<Candidate> detect_candidates(ImageView image, const DetectParams& params,
                                                       const RunOptions& run = {});

/// The same in a scale space that build_scale_space made with these layers, sigma, doubling and blur;
/// contrast and edge threshold may be others.
[[nodiscard]] std::vector<Candidate> candidates_in(const std::vector<Octave>& space,
                                                   const DetectParams& params, const RunOptions& run = {});

}  // namespace sift
