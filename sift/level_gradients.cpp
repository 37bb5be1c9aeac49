#include "sift/level_gradients.h"

#include <cstddef>

#include "sift/parallel.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// Rows worth a task.
constexpr int rows_of_task = 16;

const kernels::GradientWeights& weights_of_kind(GradientKind kind) {
    return kind == GradientKind::four_point ? kernels::four_point_weights : kernels::two_point_weights;
}

}  // namespace

void find_gradients(const IntegerImage& level, int y, int left, int right, GradientKind kind,
                    LevelGradients& out) {
    const auto row = [&](int k) { return level.row(y + k) + left; };
    kernels::level_gradients({{row(-2), row(-1), row(0), row(1), row(2)}}, out.row(left, y),
                             static_cast<std::size_t>(right - left), weights_of_kind(kind));
}

LevelGradients gradients_of(const IntegerImage& level, GradientKind kind, const RunOptions& run) {
    LevelGradients out{IntegerImage::uninitialized(level.width(), level.height()),
                       IntegerImage::uninitialized(level.width(), level.height())};
    const int right = level.width() - gradient_border;
    const int rows = level.height() - 2 * gradient_border;
    if (rows <= 0 || right <= gradient_border) return out;
    parallel_for(rows, rows_of_task, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::orient);
        for (int y = begin; y < end && !run.stop.stop_requested(); ++y)
            find_gradients(level, gradient_border + y, gradient_border, right, kind, out);
    });
    return out;
}

}  // namespace sift
