#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/engine/column_window.h"
#include "sift/params.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"

namespace sift {

/// The candidates of an octave of integer layers: samples of layers 1..layers not exceeded by any of their 8
/// neighbours in the layer, with |D| of at least 0.8 times the contrast threshold. Ordered by layer, row and
/// column. With CandidateTest::neighbours_26 those of the 26 neighbours alone.
///
/// The 26 neighbours of Lowe's test lie on the lattice, which a rotation moves: of two neighbouring layers it
/// may drop both where the extremum lies between them. So the scale is left to the refinement, and only
/// candidates go that it has no hope for:
///   - a 3 x 3 neighbour in an adjacent layer exceeds it by more than 1/16,
///   - the parabola in scale through the sample has no maximum within 1.5 layers,
///   - the ratio of curvatures at the sample is above twice the edge threshold.
[[nodiscard]] std::vector<Candidate> find_plane_extrema(const Octave& octave, const DetectParams& params,
                                                        const RunOptions& run);

/// The same of one row of one layer, of the columns `searched`, which may not reach into the border; appended
/// to `found`. `columns` is room to work in.
void find_plane_extrema_in_row(const Octave& octave, int layer, int row, ColumnWindow searched,
                               const DetectParams& params, std::vector<int>& columns,
                               std::vector<Candidate>& found);

/// |D| of the scan in the octave's own units; at least 1, so that flat places are none.
[[nodiscard]] int plane_threshold(const Octave& octave, const DetectParams& params);

/// What find_plane_extrema thinks of one sample that is not on the border: keypoint (a candidate),
/// not_extremum, low_contrast or edge.
[[nodiscard]] Verdict judge_plane_sample(const Octave& octave, const Candidate& sample,
                                         const DetectParams& params);

}  // namespace sift
