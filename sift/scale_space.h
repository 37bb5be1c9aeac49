#pragma once

#include <cmath>
#include <vector>

#include "sift/image.h"
#include "sift/level_gradients.h"
#include "sift/params.h"
#include "sift/resample_levels.h"
#include "sift/run_options.h"

namespace sift {

/// Where samples lie in the picture: sample i at x0 + i step, y0 + i step input pixels.
struct Lattice {
    double x0 = 0;
    double y0 = 0;
    double step = 1;
};

/// One octave of the scale space L(x, y, sigma): pictures of one size, each blurred 2^(1/layers) times as
/// much as the one before (Lowe 2004, section 3, figure 1).
struct Octave {
    int index = 0;                ///< -1 = doubled picture, 0 = input resolution, 1 = half, ...
    std::vector<Image> gaussian;  ///< layers + 3 pictures; gaussian[i] has blur sigma 2^(i / layers)
    Lattice lattice{};

    // In place of `gaussian` for BlurArithmetic::integers, in the fixed point of fixed_point.h:
    std::vector<IntegerImage> levels;       ///< layers + 3 pictures
    std::vector<IntegerImage> differences;  ///< the DoG's layers + 2 pictures, kept for their own rounding
    int difference_bits = 0;                ///< fraction bits of these
    std::vector<LevelGradients> gradients;  ///< of levels 1..layers, those of keypoints; entry 0 is empty

    [[nodiscard]] int width() const {
        return levels.empty() ? gaussian.front().width() : levels.front().width();
    }
    [[nodiscard]] int height() const {
        return levels.empty() ? gaussian.front().height() : levels.front().height();
    }
    /// D(x, y, sigma) of layer 0..layers+1 (equation 1) in grey levels; of floats formed where it is needed,
    /// never stored.
    [[nodiscard]] float difference(int layer, int column, int row) const {
        const auto i = static_cast<std::size_t>(layer);
        if (!differences.empty())
            return static_cast<float>(differences[i].at(column, row)) /
                   static_cast<float>(1 << difference_bits);
        return gaussian[i + 1].at(column, row) - gaussian[i].at(column, row);
    }
};

/// The lattice of octave -1 or 0 of integer layers.
[[nodiscard]] Lattice first_lattice(const DetectParams& params);

/// That of the octave which keeps so much of one that lies on `lattice`.
[[nodiscard]] Lattice coarser_than(const Lattice& lattice, const CoarserLattice& coarser);

/// Input pixels per sample of octave `index`: 0.5, 1, 2, ...
[[nodiscard]] float sample_step(int octave_index);

/// The scale space of `image`, from the doubled picture (or from the picture itself without params.upsample)
/// down to octaves about 4 samples wide; no octaves for an empty or tiny picture. Pixels that are no numbers,
/// or beyond a million, count as 0.
/// Incomplete when a stop was requested.
[[nodiscard]] std::vector<Octave> build_scale_space(ImageView image, const DetectParams& params,
                                                    const RunOptions& run);

/// Blur, in samples, that takes the picture (or its doubled form, with twice the blur) to sigma; at least
/// 0.1. In single precision, as cv::SIFT computes it.
[[nodiscard]] float blur_to_first_layer(const DetectParams& params);

/// sigma_i of the blur that takes layer i - 1 to layer i = 1..layers+2, entry 0 unused: variances of
/// Gaussians add.
[[nodiscard]] std::vector<double> blur_between_layers(const DetectParams& params);

/// So many that the shorter side of the last octave is about 4 samples; `width` and `height` of the first.
[[nodiscard]] int count_octaves(int width, int height, bool upsample);

/// 0 in place of values so far from grey levels that sums over them could overflow, and of what is no number.
[[nodiscard]] inline float tame_level(float value) {
    return std::abs(value) <= 1e6F ? value : 0.0F;
}

/// Twice as wide and high, linear interpolation at half-pixel centres (weights 3/4 and 1/4, edges repeated)
/// as cv::resize does: sample i lies at (i - 0.5) / 2 of the input.
[[nodiscard]] Image double_size(ImageView image, const RunOptions& run);

/// Every second sample in each direction, beginning with the first.
[[nodiscard]] Image halve(const Image& image);

}  // namespace sift
