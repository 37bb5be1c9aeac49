#include "sift/engine/level_plan.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sift/continuous_localization.h"
#include "sift/descriptor.h"
#include "sift/elementary.h"
#include "sift/engine/octave_plan.h"
#include "sift/engine/ring_rows.h"
#include "sift/integer_taps.h"
#include "sift/scale_space.h"

namespace sift {
namespace {

/// Levels are made in pairs of rows, the last of which may be a row more than was asked for.
constexpr int pair_slack = 1;

/// Rows around the nearest sample that keypoints described in `level` look at: two more for gradients, one
/// for the way to the point itself, one for rounding. The last level's may lie 0.6 layers above it.
int rows_looked_at(int level, const DetectParams& params) {
    const double sigma = params.sigma * power_of_two((level + 0.6) / params.layers);
    return static_cast<int>(std::ceil(descriptor_radius_sigmas * sigma)) + 4;
}

}  // namespace

LevelPlan::LevelPlan(const DetectParams& params) {
    const std::vector<double> blurs = blur_between_layers(params);
    for (std::size_t i = 0; i < blurs.size(); ++i) {
        const double blur = i == 0 ? static_cast<double>(blur_to_first_layer(params)) : blurs[i];
        levels.push_back({kernels::TapPairs(integer_gaussian_taps(blur))});
    }
    for (std::size_t i = levels.size() - 1; i-- > 0;)
        levels[i].ahead = levels[i + 1].ahead + levels[i + 1].taps.radius() + pair_slack;
    margin = levels[0].ahead + levels[0].taps.radius() + 2;

    // The scan looks at a row on either side, the refinement as far as it may move, and around that.
    const int refined = farthest_move + interpolant_radius;
    refinement_delay = refined + 1;
    delay = refinement_delay + farthest_move + 2;
    for (Level& level : levels) level.behind = refined + 1;
    for (int i = 1; i <= params.layers; ++i) {
        Level& level = levels[static_cast<std::size_t>(i)];
        level.described = rows_looked_at(i, params);
        level.behind = farthest_move + level.described;
        looked_at = std::max(looked_at, level.behind);
        delay = std::max(delay, level.described + 1 - level.ahead);
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
        Level& level = levels[i];
        const int newest = level.ahead + pair_slack;
        const int described = level.described == 0 ? 0 : newest + delay + block_rows + level.described;
        if (level.described != 0) level.gradient_rows = slots_of_ring(described + 2);
        // Blurring the next level and telling the difference from it, mirrored rows at the bottom included;
        // the gradients of a block of rows. The coarse histogram looks at the level itself.
        const int radius = i + 1 < levels.size() ? levels[i + 1].taps.radius() : 0;
        const bool coarse = params.orientation == OrientationHistogramKind::coarse;
        const int in_use = std::max(coarse ? described : 0, 2 * radius + block_rows + 4);
        level.ring_rows = slots_of_ring(in_use + 2);
        level.difference_rows = slots_of_ring(newest + refinement_delay + block_rows + refined + 2);
    }
}

}  // namespace sift
