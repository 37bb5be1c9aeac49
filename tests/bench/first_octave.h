#pragma once

#include <cstddef>
#include <utility>

#include "sift/detect.h"
#include "sift/image.h"
#include "sift/level_gradients.h"
#include "sift/params.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"
#include "tests/sift/symmetries.h"

// What kernels are timed on: rows of a picture's first octave.

inline const sift::RunOptions in_this_thread{1, {}};

inline constexpr std::size_t row_samples = 1024;
inline constexpr int left_column = 32;   ///< the first sample of a row, on a line of the cache
inline constexpr int top_row = 40;       ///< the first row of a block
inline constexpr int block_height = 16;  ///< rows that are worked on together

/// Wider than a row by what filters and vectors read beyond it. No power of two: rows one below the other
/// would fight for the same lines of the cache, which the stages avoid as well.
inline const sift::Image& blobs() {
    static const sift::Image picture = blob_texture(static_cast<int>(row_samples) + 64, 160, 5);
    return picture;
}

/// Of the size of the picture.
struct FirstOctave {
    sift::DetectParams params;
    sift::Octave octave;

    explicit FirstOctave(sift::Profile profile) : params(sift::DetectParams::of(profile)) {
        params.upsample = false;
        octave = std::move(sift::build_scale_space(blobs().view(), params, in_this_thread).front());
    }
};

inline const FirstOctave& octave_of_floats() {
    static const FirstOctave first(sift::Profile::classic);
    return first;
}

inline const FirstOctave& octave_of_integers() {
    static const FirstOctave first(sift::Profile::precise);
    return first;
}

inline const sift::LevelGradients& gradients() {
    static const sift::LevelGradients all = sift::gradients_of(
        octave_of_integers().octave.levels[2], sift::GradientKind::four_point, in_this_thread);
    return all;
}
