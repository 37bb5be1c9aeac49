#include "sift/resample_levels.h"

#include <algorithm>
#include <array>
#include <cmath>
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
    for (int y = 0; y < image.height; ++y)
        std::transform(image.row(y), image.row(y) + image.width, out.row(y), level_of);
    return out;
}

IntegerImage double_node_aligned(const IntegerImage& levels, const RunOptions& run) {
    const int width = levels.width();
    const int height = levels.height();
    IntegerImage out = IntegerImage::uninitialized(2 * width - 1, 2 * height - 1);
    parallel_for(height, 32, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::blur);
        for (int y = begin; y < end; ++y) {
            const std::int16_t* in = levels.row(y);
            std::int16_t* row = out.row(2 * y);
            for (int x = 0; x + 1 < width; ++x) {
                row[2 * x] = in[x];
                row[2 * x + 1] = static_cast<std::int16_t>((in[x] + in[x + 1] + 1) >> 1);
            }
            row[2 * (width - 1)] = in[width - 1];
            if (y + 1 == height) continue;
            const std::int16_t* next = levels.row(y + 1);
            std::int16_t* between = out.row(2 * y + 1);
            for (int x = 0; x + 1 < width; ++x) {
                between[2 * x] = static_cast<std::int16_t>((in[x] + next[x] + 1) >> 1);
                between[2 * x + 1] =
                    static_cast<std::int16_t>((in[x] + in[x + 1] + next[x] + next[x + 1] + 2) >> 2);
            }
            between[2 * (width - 1)] = static_cast<std::int16_t>((in[width - 1] + next[width - 1] + 1) >> 1);
        }
    });
    return out;
}

IntegerImage double_half_pixel(const IntegerImage& levels, const RunOptions& run) {
    const int width = levels.width();
    const int height = levels.height();
    IntegerImage out = IntegerImage::uninitialized(2 * width, 2 * height);
    parallel_for(2 * height, 32, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::blur);
        for (int y = begin; y < end; ++y) {
            const std::int16_t* near_row = levels.row(y / 2);
            const std::int16_t* far_row =
                levels.row(std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, height - 1));
            std::int16_t* row = out.row(y);
            for (int x = 0; x < 2 * width; ++x) {
                const int near = x / 2;
                const int far = std::clamp(near + (x % 2 == 0 ? -1 : 1), 0, width - 1);
                row[x] = static_cast<std::int16_t>(
                    (9 * near_row[near] + 3 * (near_row[far] + far_row[near]) + far_row[far] + 8) >> 4);
            }
        }
    });
    return out;
}

CoarserSide centred_side(int n) {
    const double centre = 0.5 * (n - 1);
    const int m = static_cast<int>(std::floor(centre / 2));
    return {centre - 2 * m, 2 * m + 1};
}

IntegerImage decimate(const IntegerImage& levels, const CoarserSide& across, const CoarserSide& down) {
    const SideFilter& wide = filter_for(across.first);
    const SideFilter& high = filter_for(down.first);
    const int bits = wide.bits + high.bits;
    const std::int64_t half = bits == 0 ? 0 : std::int64_t{1} << (bits - 1);
    IntegerImage out = IntegerImage::uninitialized(across.count, down.count);
    if (bits == 0) {  // every second sample as it is
        for (int i = 0; i < down.count; ++i) {
            const std::int16_t* in =
                levels.row(static_cast<int>(down.first) + 2 * i) + static_cast<int>(across.first);
            std::int16_t* row = out.row(i);
            for (int j = 0; j < across.count; ++j) row[j] = in[2 * j];
        }
        return out;
    }
    for (int i = 0; i < down.count; ++i) {
        const int row = static_cast<int>(std::floor(down.first)) + 2 * i;
        for (int j = 0; j < across.count; ++j) {
            const int column = static_cast<int>(std::floor(across.first)) + 2 * j;
            std::int64_t sum = 0;
            for (int b = 0; b < high.count; ++b) {
                const std::int16_t* in = levels.row(reflect(row + high.first + b, levels.height()));
                for (int a = 0; a < wide.count; ++a)
                    sum += std::int64_t{high.weights[static_cast<std::size_t>(b)]} *
                           wide.weights[static_cast<std::size_t>(a)] *
                           in[reflect(column + wide.first + a, levels.width())];
            }
            out.at(j, i) = saturated((sum + half) >> bits);
        }
    }
    return out;
}

}  // namespace sift
