#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sift/candidate.h"
#include "sift/geometry/point.h"
#include "sift/keypoint.h"
#include "sift/params.h"

namespace siftscope {

/// Where somebody asks why there is a keypoint, or why there is none.
struct ExplainPlace {
    sift::Point at;               ///< pixels of the picture
    std::optional<double> size;   ///< diameter 2 sigma: tells apart what lies at one place
    std::optional<double> angle;  ///< degrees: which of a keypoint's orientations is meant

    friend bool operator==(const ExplainPlace&, const ExplainPlace&) = default;
};

/// D around a sample by layer, row and column, for grey 0..1.
using DogNeighbourhood = std::array<std::array<std::array<double, 3>, 3>, 3>;

/// A change of parameters, checked to make a keypoint of a candidate that is none; what need not change is
/// empty.
struct Remedy {
    std::optional<double> contrast;
    std::optional<double> edge;
    std::optional<int> max_features;

    friend bool operator==(const Remedy&, const Remedy&) = default;
};

/// The story of the candidate nearest to a place, up to the stage at which it ended. What its stages did not
/// reach is empty.
struct Explanation {
    ExplainPlace asked;
    sift::DetectParams params;
    sift::Verdict verdict = sift::Verdict::outside;
    bool kept = false;  ///< a keypoint that max_features did not cut off

    /// The sample: `octave`, `layer`, `column` and `row`, after the steps of the refinement. Empty where no
    /// layer was searched.
    std::optional<sift::Candidate> sample;
    std::optional<DogNeighbourhood> neighbourhood;
    sift::Point place;  ///< of the candidate, pixels of the picture; with `sample`
    double size = 0;    ///< diameter 2 sigma

    std::optional<std::array<double, 3>> offset;  ///< dx, dy in samples of the octave, dlayer in layers
    std::optional<double> contrast;               ///< |D| for grey 0..1, to be contrast / layers at least
    std::optional<double> edge_ratio;             ///< to be below the limit; infinite at a saddle

    std::vector<double> orientation_bins;       ///< smoothed, counter-clockwise on screen; of a keypoint
    std::vector<sift::Keypoint> keypoints;      ///< one for each orientation, as `detect` finds them
    std::vector<sift::Descriptor> descriptors;  ///< of each
    /// Each descriptor before it is cut and rounded, as shares of its length: cut at 0.2.
    std::vector<std::array<float, 128>> shares;
    std::size_t chosen = 0;  ///< the orientation that was asked for

    std::optional<Remedy> remedy;
    std::string why;  ///< one sentence

    [[nodiscard]] double contrast_threshold() const { return params.contrast_threshold / params.layers; }
};

}  // namespace siftscope
