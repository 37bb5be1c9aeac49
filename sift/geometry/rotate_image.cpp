#include "sift/geometry/rotate_image.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

#include "sift/geometry/interpolation_weights.h"
#include "sift/geometry/mirrored_image.h"
#include "sift/geometry/spline_prefilter.h"
#include "sift/parallel.h"

namespace sift {
namespace {

constexpr int rows_worth_a_task = 16;

bool inside(Point p, int width, int height) {
    return p.x >= 0 && p.y >= 0 && p.x <= width - 1 && p.y <= height - 1;
}

/// The columns [begin, end) of a row of the canvas whose source positions are inside: one run, since the
/// source is convex.
struct Run {
    int begin;
    int end;
};

Run run_inside(const Rotation& rotation, int y) {
    const auto is_inside = [&](int x) {
        return inside(rotation.to_source({static_cast<double>(x), static_cast<double>(y)}),
                      rotation.source_width, rotation.source_height);
    };
    Run run{0, rotation.width};
    while (run.begin < run.end && !is_inside(run.begin)) ++run.begin;
    while (run.end > run.begin && !is_inside(run.end - 1)) --run.end;
    return run;
}

/// The kernel's weighted sum; `corner` is its first tap, rows are `stride` apart. The order of the additions
/// is fixed, however many lanes the compiler takes at once.
template <class Kernel>
float weighted_sum(const float* corner, std::ptrdiff_t stride, const typename Kernel::Weights& weights_x,
                   const typename Kernel::Weights& weights_y) {
    typename Kernel::Weights columns{};
    for (std::size_t row = 0; row < Kernel::taps; ++row, corner += stride)
        for (std::size_t k = 0; k < columns.size(); ++k) columns[k] += weights_y[row] * corner[k];
    std::array<float, 4> sums{};
    for (std::size_t k = 0; k < columns.size(); ++k) sums[k % 4] += columns[k] * weights_x[k];
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

/// Interpolates all pixels of `rotated` that have a source; `framed` holds pixels or spline coefficients.
template <class Kernel>
void interpolate(const Image& framed, const Rotation& rotation, const Kernel& kernel, Image& rotated,
                 const RunOptions& run) {
    parallel_for(rotation.height, rows_worth_a_task, run, [&](int first_row, int end_row) {
        for (int y = first_row; y < end_row; ++y) {
            const Run columns = run_inside(rotation, y);
            float* out = rotated.row(y);
            for (int x = columns.begin; x < columns.end; ++x) {
                const Point p = rotation.to_source({static_cast<double>(x), static_cast<double>(y)});
                const int left = static_cast<int>(p.x);  // p is not negative
                const int top = static_cast<int>(p.y);
                const float* corner =
                    framed.row(top + Kernel::first + mirror_margin) + left + Kernel::first + mirror_margin;
                out[x] = weighted_sum<Kernel>(corner, framed.width(), kernel.weights(p.x - left),
                                              kernel.weights(p.y - top));
            }
        }
    });
}

/// Quarter turns: every pixel of the canvas is one of the source or fill.
void permute(ImageView source, const Rotation& rotation, Image& rotated, const RunOptions& run) {
    parallel_for(rotation.height, rows_worth_a_task, run, [&](int first_row, int end_row) {
        for (int y = first_row; y < end_row; ++y) {
            const Run columns = run_inside(rotation, y);
            for (int x = columns.begin; x < columns.end; ++x) {
                const Point p = rotation.to_source({static_cast<double>(x), static_cast<double>(y)});
                rotated.at(x, y) = source.at(static_cast<int>(p.x), static_cast<int>(p.y));
            }
        }
    });
}

}  // namespace

Image rotate_image(ImageView source, const Rotation& rotation, Interpolation interpolation, float fill,
                   const RunOptions& run) {
    if (source.width != rotation.source_width || source.height != rotation.source_height)
        throw std::invalid_argument("the rotation is for a picture of another size");
    Image rotated(rotation.width, rotation.height, fill);
    if (source.empty()) return rotated;
    if (rotation.lossless) {
        permute(source, rotation, rotated, run);
    } else {
        Image framed = with_margins(source, run);
        if (interpolation == Interpolation::spline) quintic_spline_prefilter(framed, run);
        mirror_margins(framed);
        switch (interpolation) {
            case Interpolation::linear:
                interpolate(framed, rotation, linear_kernel, rotated, run);
                break;
            case Interpolation::cubic:
                interpolate(framed, rotation, cubic_kernel, rotated, run);
                break;
            case Interpolation::lanczos:
                interpolate(framed, rotation, LanczosKernel{}, rotated, run);
                break;
            case Interpolation::spline:
                interpolate(framed, rotation, quintic_kernel, rotated, run);
                break;
        }
    }
    if (run.stop.stop_requested()) return {};
    return rotated;
}

float mean_grey(ImageView image) {
    if (image.empty()) return 0;
    double sum = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) sum += static_cast<double>(image.at(x, y));
    return static_cast<float>(sum / (static_cast<double>(image.width) * image.height));
}

}  // namespace sift
