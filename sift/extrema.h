#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"

namespace sift {

/// Samples next to the border in which no extremum is looked for, nor may refinement end there.
inline constexpr int border = 5;

/// The lattice extrema of the octave's DoG: samples of layers 1..layers not exceeded by any of their 26
/// neighbours and with |D| above half the contrast threshold (Lowe 2004, section 3.1). Ordered by layer, row
/// and column; nothing but octave, layer, row and column is filled in.
[[nodiscard]] std::vector<Candidate> find_extrema(const Octave& octave, const DetectParams& params,
                                                  const RunOptions& run);

}  // namespace sift
