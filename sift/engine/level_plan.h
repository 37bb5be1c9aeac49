#pragma once

#include <vector>

#include "sift/kernels/integer_blur.h"
#include "sift/params.h"

namespace sift {

/// How many rows of which integer level are at work together: the same for every octave. See OctavePlan for
/// levels of floats.
struct LevelPlan {
    explicit LevelPlan(const DetectParams& params);

    struct Level {
        kernels::TapPairs taps;   ///< from the level before; of level 0 from the input, in the first octave
                                  ///< alone. Radius 0: a copy
        int ahead = 0;            ///< rows that it must be ahead of the coarsest level
        int described = 0;        ///< rows around the sample of a keypoint that are looked at
        int behind = 0;           ///< rows before the first one searched that are looked at
        int ring_rows = 0;        ///< a power of two
        int gradient_rows = 0;    ///< the same of its gradients; 0 where no keypoint is described
        int difference_rows = 0;  ///< the same of its difference from the level before
    };
    std::vector<Level> levels;  ///< 0..params.layers + 2

    /// Columns at either end of a window, unless the picture ends there as well, whose sums lack their
    /// neighbours in some level: of no use.
    int margin = 0;

    /// Columns on either side of those searched that are looked at.
    int looked_at = 0;

    /// Rows that the coarsest level must be ahead of a start for it to be refined.
    int refinement_delay = 0;
    /// The same of a refined point for it to be described.
    int delay = 0;
};

}  // namespace sift
