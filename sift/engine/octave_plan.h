#pragma once

#include <vector>

#include "sift/gaussian_blur.h"
#include "sift/params.h"

namespace sift {

/// Rows that run through an octave at a time.
inline constexpr int block_rows = 16;

/// Rows up or down that the refinement of an extremum may move without the rings having to be filled anew.
inline constexpr int refinement_rows = 6;

/// How many rows of which layer are at work together: the same for every octave.
struct OctavePlan {
    explicit OctavePlan(const DetectParams& params);

    struct Layer {
        SymmetricTaps taps;  ///< from the layer before; of layer 0 from the input, in the first octave alone
        std::vector<float> row_taps;  ///< both sides of them
        int radius = 0;               ///< of the taps
        int ahead = 0;                ///< rows that it must be ahead of the coarsest layer
        int described = 0;            ///< rows around the sample of an extremum that its keypoints look at
        int behind = 0;               ///< rows before the one at work that keypoints still look at
        int ring_rows = 0;            ///< a power of two
        int blur_rows = 0;            ///< the ring of its row pass, a power of two
    };
    std::vector<Layer> layers;  ///< 0..params.layers + 2

    /// Columns at either end of a window, unless the picture ends there as well, whose sums lack their
    /// neighbours in some layer: of no use.
    int margin = 0;

    /// Samples beyond either end of a layer's rows: room for the mirrored ones that the next layer's row pass
    /// reads, in whole lines of the cache.
    int row_margin = 0;

    /// Columns around the sample of an extremum that its keypoints look at.
    int described = 0;

    /// Rows that the coarsest layer must be ahead of an extremum for its keypoints to be described.
    int delay = 0;
};

}  // namespace sift
