#pragma once

#include <vector>

#include "sift/image.h"
#include "sift/kernels/level_gradient.h"
#include "sift/params.h"
#include "sift/run_options.h"

namespace sift {

/// Samples of a level at either end of rows and columns that have no gradient.
inline constexpr int gradient_border = 2;

/// The gradients of an integer level: see kernels::GradientRow. Formed once for all keypoints whose windows
/// overlap. What is nearer to the border than gradient_border is unset.
struct LevelGradients {
    IntegerImage length;
    IntegerImage direction;

    [[nodiscard]] int width() const { return length.width(); }
    [[nodiscard]] int height() const { return length.height(); }
    /// From column `x` of row `y` on.
    [[nodiscard]] kernels::GradientRow row(int x, int y) { return {length.row(y) + x, direction.row(y) + x}; }
};

/// Columns [left, right) of row `y`, all of which have gradients.
void find_gradients(const IntegerImage& level, int y, int left, int right, GradientKind kind,
                    LevelGradients& out);

/// Those of the whole level. Incomplete when a stop was requested.
[[nodiscard]] LevelGradients gradients_of(const IntegerImage& level, GradientKind kind,
                                          const RunOptions& run);

}  // namespace sift
