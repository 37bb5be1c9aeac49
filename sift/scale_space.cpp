#include "sift/scale_space.h"

#include <algorithm>
#include <cmath>

#include "sift/elementary.h"
#include "sift/fixed_point.h"
#include "sift/gaussian_blur.h"
#include "sift/integer_blur.h"
#include "sift/parallel.h"
#include "sift/resample_levels.h"

namespace sift {
namespace {

/// False for what is not a number as well.
bool is_tame(float value) {
    return std::abs(value) <= 1e6F;
}

bool is_tame(ImageView image) {
    for (int y = 0; y < image.height; ++y)
        if (!std::all_of(image.row(y), image.row(y) + image.width, [](float v) { return is_tame(v); }))
            return false;
    return true;
}

/// A copy with 0 in place of values so far from grey levels that sums over them could overflow.
Image tamed(ImageView image) {
    Image out = Image::uninitialized(image.width, image.height);
    for (int y = 0; y < image.height; ++y)
        std::transform(image.row(y), image.row(y) + image.width, out.row(y),
                       [](float v) { return tame_level(v); });
    return out;
}

Image first_octave_input(ImageView image, const DetectParams& params, const RunOptions& run) {
    if (!params.upsample) return tamed(image);
    return is_tame(image) ? double_size(image, run) : double_size(tamed(image).view(), run);
}

}  // namespace

float blur_to_first_layer(const DetectParams& params) {
    const auto sigma = static_cast<float>(params.sigma);
    const float present = static_cast<float>(params.assumed_blur) * (params.upsample ? 2.0F : 1.0F);
    return std::sqrt(std::max(sigma * sigma - present * present, 0.01F));
}

std::vector<double> blur_between_layers(const DetectParams& params) {
    const double ratio = power_of_two(1.0 / params.layers);
    std::vector<double> blurs = {0};
    for (int i = 1; i < params.layers + 3; ++i) {
        const double before = params.sigma * power_of_two(static_cast<double>(i - 1) / params.layers);
        const double after = before * ratio;
        blurs.push_back(std::sqrt(after * after - before * before));
    }
    return blurs;
}

int count_octaves(int width, int height, bool upsample) {
    const int side = std::min(width, height);
    return static_cast<int>(std::nearbyint(std::log2(side) - 2)) + (upsample ? 1 : 0);
}

Lattice first_lattice(const DetectParams& params) {
    return {0, 0, params.upsample ? 0.5 : 1};
}

Lattice coarser_than(const Lattice& lattice, const CoarserLattice& coarser) {
    return {lattice.x0 + coarser.across.first * lattice.step, lattice.y0 + coarser.down.first * lattice.step,
            2 * lattice.step};
}

float sample_step(int octave_index) {
    return std::ldexp(1.0F, octave_index);
}

Image double_size(ImageView image, const RunOptions& run) {
    const int width = image.width;
    const int height = image.height;
    Image out = Image::uninitialized(2 * width, 2 * height);
    parallel_for(height, 32, run, [&](int begin, int end) {
        std::vector<float> wide(2 * static_cast<std::size_t>(width));
        std::vector<float> previous(wide.size());
        // Row pass of input row y (edges repeated).
        const auto widen = [&](int y, std::vector<float>& out_row) {
            const float* in = image.row(std::clamp(y, 0, height - 1));
            for (int x = 0; x < width; ++x) {
                const auto at = 2 * static_cast<std::size_t>(x);
                out_row[at] = 0.25F * in[std::max(x - 1, 0)] + 0.75F * in[x];
                out_row[at + 1] = 0.75F * in[x] + 0.25F * in[std::min(x + 1, width - 1)];
            }
        };
        // Output rows 2y - 1 and 2y lie between input rows y - 1 and y; a task writes 2y and 2y + 1.
        std::vector<float> next(wide.size());
        widen(begin - 1, previous);
        widen(begin, wide);
        for (int y = begin; y < end; ++y) {
            widen(y + 1, next);
            float* upper = out.row(2 * y);
            float* lower = out.row(2 * y + 1);
            for (std::size_t x = 0; x < wide.size(); ++x) {
                upper[x] = 0.25F * previous[x] + 0.75F * wide[x];
                lower[x] = 0.75F * wide[x] + 0.25F * next[x];
            }
            std::swap(previous, wide);
            std::swap(wide, next);
        }
    });
    return out;
}

Image halve(const Image& image) {
    Image out = Image::uninitialized(image.width() / 2, image.height() / 2);
    for (int y = 0; y < out.height(); ++y) {
        const float* in = image.row(2 * y);
        float* row = out.row(y);
        for (int x = 0; x < out.width(); ++x) row[x] = in[2 * x];
    }
    return out;
}

namespace {

IntegerImage first_levels(ImageView image, const DetectParams& params, const RunOptions& run) {
    IntegerImage levels = levels_of(image);
    return params.upsample ? double_levels(levels, params.upsampling, run) : levels;
}

std::vector<Octave> build_integer_scale_space(ImageView image, const DetectParams& params,
                                              const RunOptions& run) {
    Lattice lattice = first_lattice(params);
    IntegerImage base = first_levels(image, params, run);
    base = integer_blur(base, integer_gaussian_taps(blur_to_first_layer(params)), run);
    const std::vector<double> blurs = blur_between_layers(params);
    const int octaves = count_octaves(base.width(), base.height(), params.upsample);

    std::vector<Octave> space;
    for (int o = 0; o < octaves && !run.stop.stop_requested(); ++o) {
        Octave octave;
        octave.index = params.upsample ? o - 1 : o;
        octave.lattice = lattice;
        octave.difference_bits = difference_fraction_bits(params.layers);
        octave.levels.push_back(std::move(base));
        for (std::size_t i = 1; i < blurs.size(); ++i) {
            BlurredLevel next =
                integer_blur_with_difference(octave.levels.back(), integer_gaussian_taps(blurs[i]),
                                             octave.difference_bits - level_fraction_bits, run);
            octave.levels.push_back(std::move(next.level));
            octave.differences.push_back(std::move(next.difference));
        }
        octave.gradients.resize(static_cast<std::size_t>(params.layers) + 1);
        for (std::size_t i = 1; i < octave.gradients.size(); ++i)
            octave.gradients[i] = gradients_of(octave.levels[i], params.gradient, run);
        const CoarserLattice coarser = coarser_lattice(params.decimation, octave.width(), octave.height());
        base = decimate(octave.levels[static_cast<std::size_t>(params.layers)], coarser);
        lattice = coarser_than(lattice, coarser);
        space.push_back(std::move(octave));
    }
    return space;
}

}  // namespace

std::vector<Octave> build_scale_space(ImageView image, const DetectParams& params, const RunOptions& run) {
    std::vector<Octave> space;
    if (image.empty()) return space;
    if (params.blur == BlurArithmetic::integers) return build_integer_scale_space(image, params, run);

    Image base = gaussian_blur(first_octave_input(image, params, run), blur_to_first_layer(params), run);
    const std::vector<double> blurs = blur_between_layers(params);
    const int octaves = count_octaves(base.width(), base.height(), params.upsample);

    for (int o = 0; o < octaves && !run.stop.stop_requested(); ++o) {
        Octave octave;
        octave.index = params.upsample ? o - 1 : o;
        octave.lattice = {0, 0, sample_step(octave.index)};
        octave.gaussian.push_back(std::move(base));
        for (std::size_t i = 1; i < blurs.size(); ++i)
            octave.gaussian.push_back(gaussian_blur(octave.gaussian.back(), blurs[i], run));
        // The layer of twice the first one's blur: half its samples carry all that is left (section 3).
        base = halve(octave.gaussian[static_cast<std::size_t>(params.layers)]);
        space.push_back(std::move(octave));
    }
    return space;
}

}  // namespace sift
