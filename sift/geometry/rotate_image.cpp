#include "sift/geometry/rotate_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "sift/geometry/discrete_gaussian.h"
#include "sift/geometry/interpolation_kernel.h"
#include "sift/geometry/mirrored_image.h"
#include "sift/geometry/spline_prefilter.h"
#include "sift/kernels/interpolate.h"
#include "sift/parallel.h"

namespace sift {
namespace {

constexpr int rows_worth_a_task = 16;

bool in_picture(Point p, int width, int height) {
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
        return in_picture(rotation.to_source({static_cast<double>(x), static_cast<double>(y)}),
                          rotation.source_width, rotation.source_height);
    };
    Run run{0, rotation.width};
    while (run.begin < run.end && !is_inside(run.begin)) ++run.begin;
    while (run.end > run.begin && !is_inside(run.end - 1)) --run.end;
    return run;
}

/// Interpolates all pixels of `rotated` that have a source; `framed` holds pixels or spline coefficients.
void interpolate(const Image& framed, const Rotation& rotation, const InterpolationKernel& kernel,
                 Image& rotated, const RunOptions& run) {
    constexpr int block = 64;  // pixels whose weights are prepared together: 4 KB
    const int shift = mirror_margin + kernel.first_tap();
    parallel_for(rotation.height, rows_worth_a_task, run, [&](int first_row, int end_row) {
        std::array<const float*, block> pixels;
        std::array<float, block> fraction_x;
        std::array<float, block> fraction_y;
        std::array<kernels::InterpolationWeights, block> weights_x;
        std::array<kernels::InterpolationWeights, block> weights_y;
        for (int y = first_row; y < end_row; ++y) {
            const Run columns = run_inside(rotation, y);
            for (int begin = columns.begin; begin < columns.end; begin += block) {
                const auto n = static_cast<std::size_t>(std::min(block, columns.end - begin));
                for (std::size_t i = 0; i < n; ++i) {
                    const Point p = rotation.to_source(
                        {static_cast<double>(begin + static_cast<int>(i)), static_cast<double>(y)});
                    const int left = static_cast<int>(p.x);  // p is not negative
                    const int top = static_cast<int>(p.y);
                    pixels[i] = framed.row(top + shift) + left + shift;
                    fraction_x[i] = static_cast<float>(p.x - left);
                    fraction_y[i] = static_cast<float>(p.y - top);
                }
                kernel.weights(fraction_x.data(), n, weights_x.data());
                kernel.weights(fraction_y.data(), n, weights_y.data());
                kernels::interpolate(pixels.data(), framed.width(), kernel.taps(), weights_x.data(),
                                     weights_y.data(), n, rotated.row(y) + begin);
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

Image resampled(ImageView source, double blur, const Rotation& rotation, Interpolation interpolation,
                float fill, const RunOptions& run) {
    if (source.width != rotation.source_width || source.height != rotation.source_height)
        throw std::invalid_argument("the rotation is for a picture of another size");
    Image rotated(rotation.width, rotation.height, fill);
    if (source.empty()) return rotated;
    if (rotation.lossless) {
        permute(source, rotation, rotated, run);
    } else {
        Image smooth;  // the source when it is blurred first
        if (blur > 0) {
            smooth = discrete_gaussian_blur(source, blur, run);
            source = smooth.view();
        }
        Image framed = with_margins(source, run);
        if (interpolation == Interpolation::spline) quintic_spline_prefilter(framed, run);
        mirror_margins(framed);
        interpolate(framed, rotation, InterpolationKernel(interpolation), rotated, run);
    }
    if (run.stop.stop_requested()) return {};
    return rotated;
}

}  // namespace

Image rotate_image(ImageView source, const Rotation& rotation, Interpolation interpolation, float fill,
                   const RunOptions& run) {
    return resampled(source, antialiasing_blur(rotation.scale), rotation, interpolation, fill, run);
}

Image turn_back_image(ImageView rotated, const Rotation& rotation, Interpolation interpolation, float fill,
                      const RunOptions& run) {
    return resampled(rotated, 0, rotation.reversed(), interpolation, fill, run);
}

double antialiasing_blur(double scale) {
    constexpr double assumed_blur = 0.5;  // px
    return scale < 1 ? assumed_blur * std::sqrt(1 / (scale * scale) - 1) : 0;
}

float mean_grey(ImageView image) {
    if (image.empty()) return 0;
    double sum = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) sum += static_cast<double>(image.at(x, y));
    return static_cast<float>(sum / (static_cast<double>(image.width) * image.height));
}

}  // namespace sift
