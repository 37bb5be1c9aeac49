#include "sift/resample_levels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "sift/fixed_point.h"
#include "sift/gaussian_blur.h"
#include "sift/parallel.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

std::int16_t saturated(std::int64_t value) {
    return static_cast<std::int16_t>(std::clamp<std::int64_t>(value, -0x8000, 0x7FFF));
}

std::int16_t level_of(float grey) {
    const float known = std::abs(grey) <= 1e6F ? grey : 0.0F;
    const float scaled =
        std::clamp((known - level_zero_grey) * (1 << level_fraction_bits), -32768.0F, 32767.0F);
    constexpr float whole =
        0x1.8p23F;  // adding it leaves no fraction bits: rounds to the nearest, halves to even
    return static_cast<std::int16_t>((scaled + whole) - whole);
}

/// Weights of the samples around a place along one side, in 1/2^bits.
struct SideFilter {
    std::array<int, 6> weights;
    int first;  ///< of the samples, from the one at or before the place
    int count;
    int bits;
};
constexpr SideFilter at_sample{{1}, 0, 1, 0};
constexpr SideFilter between_samples{{3, -25, 150, 150, -25, 3}, -2, 6, 8};

const SideFilter& filter_for(double first) {
    return first == std::floor(first) ? at_sample : between_samples;
}

}  // namespace

IntegerImage levels_of(ImageView image) {
    IntegerImage out = IntegerImage::uninitialized(image.width, image.height);
    for (int y = 0; y < image.height; ++y) levels_of_row(image.row(y), image.width, out.row(y));
    return out;
}

void levels_of_row(const float* grey, int count, std::int16_t* out) {
    std::transform(grey, grey + count, out, level_of);
}

int doubled_side(Upsampling upsampling, int n) {
    return upsampling == Upsampling::node_aligned ? 2 * n - 1 : 2 * n;
}

RowPair rows_of_doubled(Upsampling upsampling, int y, int height) {
    if (upsampling == Upsampling::node_aligned) return {y / 2, (y + 1) / 2};
    return {y / 2, std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, height - 1)};
}

namespace {

/// Sample 2 k of a row that lies on a row of the input is its sample k, sample 2 k + 1 the mean of two.
void double_aligned_row(const std::int16_t* in, int begin, int end, std::int16_t* out) {
    for (int x = begin; x < end - 1; x += 2) {
        out[x - begin] = in[x / 2];
        out[x - begin + 1] = static_cast<std::int16_t>((in[x / 2] + in[x / 2 + 1] + 1) >> 1);
    }
    if ((end - begin) % 2 != 0) out[end - 1 - begin] = in[end / 2];
}

/// The same halfway between two rows.
void double_aligned_row_between(const std::int16_t* upper, const std::int16_t* lower, int begin, int end,
                                std::int16_t* out) {
    const auto sum = [&](int k) { return upper[k] + lower[k]; };
    for (int x = begin; x < end - 1; x += 2) {
        out[x - begin] = static_cast<std::int16_t>((sum(x / 2) + 1) >> 1);
        out[x - begin + 1] = static_cast<std::int16_t>((sum(x / 2) + sum(x / 2 + 1) + 2) >> 2);
    }
    if ((end - begin) % 2 != 0) out[end - 1 - begin] = static_cast<std::int16_t>((sum(end / 2) + 1) >> 1);
}

void double_half_pixel_row(const std::int16_t* near_row, const std::int16_t* far_row, int width, int begin,
                           int end, std::int16_t* out) {
    for (int x = begin; x < end; ++x) {
        const int near = x / 2;
        const int far = std::clamp(near + (x % 2 == 0 ? -1 : 1), 0, width - 1);
        out[x - begin] = static_cast<std::int16_t>(
            (9 * near_row[near] + 3 * (near_row[far] + far_row[near]) + far_row[far] + 8) >> 4);
    }
}

}  // namespace

void double_row(Upsampling upsampling, int y, const std::int16_t* near, const std::int16_t* far, int width,
                int begin, int end, std::int16_t* out) {
    if (upsampling == Upsampling::half_pixel)
        double_half_pixel_row(near, far, width, begin, end, out);
    else if (y % 2 == 0)
        double_aligned_row(near, begin, end, out);
    else
        double_aligned_row_between(near, far, begin, end, out);
}

IntegerImage double_levels(const IntegerImage& levels, Upsampling upsampling, const RunOptions& run) {
    IntegerImage out = IntegerImage::uninitialized(doubled_side(upsampling, levels.width()),
                                                   doubled_side(upsampling, levels.height()));
    parallel_for(out.height(), 32, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::blur);
        for (int y = begin; y < end; ++y) {
            const RowPair rows = rows_of_doubled(upsampling, y, levels.height());
            double_row(upsampling, y, levels.row(rows.near), levels.row(rows.far), levels.width(), 0,
                       out.width(), out.row(y));
        }
    });
    return out;
}

CoarserSide centred_side(int n) {
    const double centre = 0.5 * (n - 1);
    const int m = static_cast<int>(std::floor(centre / 2));
    return {centre - 2 * m, 2 * m + 1};
}

CoarserLattice coarser_lattice(Decimation decimation, int width, int height) {
    if (decimation == Decimation::first_sample) return {{0, width / 2}, {0, height / 2}};
    return {centred_side(width), centred_side(height)};
}

IntegerImage decimate(const IntegerImage& levels, const CoarserLattice& lattice) {
    IntegerImage out = IntegerImage::uninitialized(lattice.across.count, lattice.down.count);
    for (int i = 0; i < out.height(); ++i) decimate_row(levels, lattice, i, 0, out.width(), out.row(i));
    return out;
}

void decimate_row(const IntegerImage& levels, const CoarserLattice& lattice, int i, int begin, int end,
                  std::int16_t* out) {
    const SideFilter& wide = filter_for(lattice.across.first);
    const SideFilter& high = filter_for(lattice.down.first);
    const int left = static_cast<int>(std::floor(lattice.across.first));
    const int row = static_cast<int>(std::floor(lattice.down.first)) + 2 * i;
    const int bits = wide.bits + high.bits;
    if (bits == 0) {  // every second sample as it is
        const std::int16_t* in = levels.row(row) + left;
        for (int j = begin; j < end; ++j) out[j - begin] = in[2 * j];
        return;
    }
    const std::int64_t half = std::int64_t{1} << (bits - 1);
    for (int j = begin; j < end; ++j) {
        std::int64_t sum = 0;
        for (int b = 0; b < high.count; ++b) {
            const std::int16_t* in = levels.row(reflect(row + high.first + b, levels.height()));
            for (int a = 0; a < wide.count; ++a)
                sum += std::int64_t{high.weights[static_cast<std::size_t>(b)]} *
                       wide.weights[static_cast<std::size_t>(a)] *
                       in[reflect(left + 2 * j + wide.first + a, levels.width())];
        }
        out[j - begin] = saturated((sum + half) >> bits);
    }
}

}  // namespace sift
