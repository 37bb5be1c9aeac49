#pragma once

#include <vector>

#include <opencv2/core/mat.hpp>

#include "sift/scale_space.h"

namespace siftscope {

/// One picture of the scale space, or the picture itself.
struct LayerChoice {
    enum class Kind { picture, gaussian, dog };

    Kind kind = Kind::picture;
    int octave = -1;
    int layer = 0;

    friend bool operator==(const LayerChoice&, const LayerChoice&) = default;
};

/// The layers of one octave, small enough for a strip: 8-bit grey.
struct OctaveStrip {
    int octave = 0;
    std::vector<cv::Mat> gaussians;  ///< layers + 3
    std::vector<cv::Mat> dogs;       ///< layers + 2
};

/// A layer in 8-bit grey: Gaussians as they are, of the DoG mid-grey is zero and black and white are four
/// standard deviations away. Empty for Kind::picture.
[[nodiscard]] cv::Mat layer_picture(const sift::Octave& octave, const LayerChoice& choice);

/// Each layer at most `side` pixels wide and high, averaged.
[[nodiscard]] OctaveStrip octave_strip(const sift::Octave& octave, int side);

}  // namespace siftscope
