#pragma once

#include <map>
#include <vector>

#include "sift/candidate.h"
#include "sift/params.h"
#include "sift/scale_space.h"

namespace sift {

/// Where a refined candidate lies in the picture and in scale, and what decides between two for one point.
struct ScalePlace {
    double x, y;                                           ///< input pixels
    double layer;                                          ///< above the first one of octave 0, in layers
    double step;                                           ///< of its lattice
    double from_layer, from_sample_far, from_sample_near;  ///< distances, the larger one in the plane first
    double contrast;                                       ///< |D|
};
[[nodiscard]] ScalePlace scale_place(const Candidate& candidate, const Lattice& lattice,
                                     const DetectParams& params);

/// Which of two is to be dropped; of two at the very same place either.
enum class Dropped { neither, first, second, either };

/// Candidates are for one point when they lie within half a sample (of the coarser octave) and half a layer.
/// Then the one stays that is nearer to its layer, then to its sample; equals at different places both stay,
/// at the same place the one of more contrast.
[[nodiscard]] Dropped dropped_of(const ScalePlace& first, const ScalePlace& second);

/// Gives the verdict `duplicate` to keypoints for which a better one lies near, kept or not. Whatever the
/// order of `candidates`, the same points are kept. `lattices` are those of the candidates' octaves.
void mark_duplicates(std::vector<Candidate>& candidates, const std::map<int, Lattice>& lattices,
                     const DetectParams& params);

}  // namespace sift
