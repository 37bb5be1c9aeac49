#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/elementary.h"
#include "sift/gaussian_window.h"
#include "sift/kernels/descriptor.h"
#include "sift/kernels/gradient.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/kernels/sample_window.h"
#include "sift/kernels/weighted_level_row.h"
#include "sift/point_window.h"
#include "sift/turned_square.h"
#include "tests/bench/first_octave.h"

// The rows of gradients in the windows of a keypoint, as the stages hand them to the kernels.

using Shorts = std::vector<std::int16_t>;

inline constexpr double keypoint_sigma = 2;
inline constexpr int keypoint_column = 512;  ///< of the nearest sample
inline constexpr int keypoint_row = 80;
inline constexpr float beyond_sample = 0.25F;  ///< that the keypoint lies, in x and in y

template <class Row>
std::size_t gradients_in(const std::vector<Row>& rows) {
    std::size_t sum = 0;
    for (const Row& row : rows) sum += static_cast<std::size_t>(row.n);
    return sum;
}

/// `n` gradients from column j of row i on, both counted from the nearest sample; weights[k] are those of
/// columns.
inline sift::kernels::WeightedRow float_row(int i, int j, int n, const float* weights, float row_weight) {
    const sift::Image& layer = octave_of_floats().octave.gaussian[2];
    const auto at = [&](int row) { return layer.row(keypoint_row + row) + keypoint_column + j; };
    return {{at(i - 1), at(i), at(i + 1)}, n, weights, row_weight};
}

inline sift::kernels::WeightedLevelRow level_row(int i, int j, int n, const std::int16_t* weights,
                                                 std::int16_t row_weight) {
    const auto at = [&](const sift::IntegerImage& of) {
        return of.row(keypoint_row + i) + keypoint_column + j;
    };
    return {at(gradients().length), at(gradients().direction), n, weights, row_weight};
}

/// Of the orientation histogram of 36 bins.
struct OrientationSquare {
    static constexpr int radius = 9;
    std::vector<float> weights = sift::gaussian_window(radius, 1.5 * keypoint_sigma);
    std::vector<sift::kernels::WeightedRow> rows;

    OrientationSquare() {
        for (int i = -radius; i <= radius; ++i)
            rows.push_back(float_row(i, -radius, 2 * radius + 1, weights.data(),
                                     weights[static_cast<std::size_t>(i + radius)]));
    }
};

/// Of the fine orientation histogram.
struct OrientationCircle {
    static constexpr int radius = 12;
    static constexpr std::int16_t edge_weight = 364;  ///< at three standard deviations
    Shorts weights = Shorts(2 * radius + 1 + sift::kernels::level_overhang);
    std::vector<sift::kernels::WeightedLevelRow> rows;

    OrientationCircle() {
        sift::kernels::gaussian_weights({beyond_sample, radius, 2 * radius + 1},
                                        sift::gaussian_rate(2 * keypoint_sigma), weights.data());
        for (int i = -radius; i <= radius; ++i) {
            const int half = static_cast<int>(std::sqrt(radius * radius - i * i));
            rows.push_back(level_row(i, -half, 2 * half + 1, weights.data() + (radius - half),
                                     weights[static_cast<std::size_t>(i + radius)]));
        }
    }
};

/// The turned square of a descriptor: 30 samples a side, in 41 rows of up to 34 samples.
struct DescriptorSquare {
    static constexpr int reach = 20;
    static constexpr int width = 2 * reach + 1;
    static constexpr double cell_width = 3 * keypoint_sigma;
    static constexpr double half_side = 0.5 * (sift::kernels::descriptor_cells + 1);  ///< in cells
    static constexpr double turn = 28;                                                ///< degrees
    static constexpr sift::kernels::SampleSide side{beyond_sample, reach, width};

    double cosine = sift::sine_cosine(turn).cosine / cell_width;
    double sine = sift::sine_cosine(turn).sine / cell_width;
    std::array<sift::kernels::Stripe, 2> stripes = sift::turned_square(cosine, sine, half_side);
    sift::kernels::ColumnRange columns{beyond_sample, -reach, reach};
    sift::RowEnds ends{side, stripes, columns};

    /// `add(i, j, n)` for each row of n > 0 samples, which begins at column j.
    template <class Add>
    void for_each_row(const Add& add) const {
        for (int i = -reach; i <= reach; ++i) {
            const int first = ends.first[static_cast<std::size_t>(i + reach)];
            const int last = ends.last[static_cast<std::size_t>(i + reach)];
            if (first <= last) add(i, first, last - first + 1);
        }
    }
};

struct DescriptorOfFloats {
    DescriptorSquare square;
    std::vector<float> weights =
        sift::gaussian_window(DescriptorSquare::reach, 2 * DescriptorSquare::cell_width);
    std::vector<float> across, down;
    std::vector<sift::kernels::DescriptorRow> rows;

    DescriptorOfFloats() {
        constexpr int reach = DescriptorSquare::reach;
        constexpr auto middle = static_cast<float>(DescriptorSquare::half_side);
        const auto cosine = static_cast<float>(square.cosine);
        const auto sine = static_cast<float>(square.sine);
        const auto distance = [](int samples) { return static_cast<float>(samples) - beyond_sample; };
        for (int j = -reach; j <= reach + sift::kernels::row_overhang; ++j) {
            across.push_back(distance(j) * cosine);
            down.push_back(distance(j) * sine);
        }
        square.for_each_row([&](int i, int j, int n) {
            const int skipped = j + reach;
            rows.push_back(
                {float_row(i, j, n, weights.data() + skipped, weights[static_cast<std::size_t>(i + reach)]),
                 across.data() + skipped, down.data() + skipped, middle - distance(i) * sine,
                 middle + distance(i) * cosine});
        });
    }
};

/// In parts of a cell.
inline sift::kernels::PlaceFactors place_factors(double first, double second) {
    constexpr double parts = 1 << sift::kernels::cell_bits;
    return {static_cast<float>(first * parts), static_cast<float>(second * parts)};
}

struct DescriptorOfLevels {
    static constexpr std::size_t table_size = DescriptorSquare::width + sift::kernels::level_overhang;
    DescriptorSquare square;
    Shorts weights = Shorts(table_size);
    Shorts across = weights, down = weights, row_across = weights, row_down = weights;
    std::vector<sift::kernels::PointDescriptorRow> rows;

    DescriptorOfLevels() {
        constexpr auto middle =
            static_cast<std::int16_t>(DescriptorSquare::half_side * (1 << sift::kernels::cell_bits));
        sift::kernels::gaussian_weights(square.side, sift::gaussian_rate(2 * square.cell_width),
                                        weights.data());
        sift::kernels::turned_places(square.side, place_factors(square.cosine, square.sine), 0, across.data(),
                                     down.data());
        sift::kernels::turned_places(square.side, place_factors(-square.sine, square.cosine), middle,
                                     row_across.data(), row_down.data());
        square.for_each_row([&](int i, int j, int n) {
            const int skipped = j + DescriptorSquare::reach;
            const auto k = static_cast<std::size_t>(i + DescriptorSquare::reach);
            rows.push_back({level_row(i, j, n, weights.data() + skipped, weights[k]), across.data() + skipped,
                            down.data() + skipped, row_across[k], row_down[k]});
        });
    }
};
