#include "sift/descriptor.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "sift/elementary.h"
#include "sift/kernels/gradient.h"

namespace sift {
namespace {

constexpr int cells = 4;               ///< along each side of the square
constexpr int directions = 8;          ///< in each cell
constexpr float cell_sigmas = 3;       ///< side of a cell, in keypoint sigmas
constexpr float largest_share = 0.2F;  ///< of the length, for one entry: non-linear illumination (6.1)
constexpr float integer_length = 512;  ///< length of the descriptor before rounding

/// Cells with a margin of one on each side and bins with two more, so that interpolation needs no tests;
/// entry ((row + 1) * 6 + column + 1) * 10 + bin.
constexpr int padded_cells = cells + 2;
constexpr int padded_bins = directions + 2;
using PaddedHistogram = std::array<float, static_cast<std::size_t>(padded_cells* padded_cells* padded_bins)>;
using Histogram = std::array<float, static_cast<std::size_t>(cells* cells* directions)>;

struct Sample {
    float row;  ///< in cells, 0 = centre of the first
    float column;
    float direction;  ///< in bins
    float weight;
};

/// Shares the sample's weight among the two nearest rows, columns and directions.
void add(const Sample& s, PaddedHistogram& histogram) {
    const float row = std::floor(s.row);
    const float column = std::floor(s.column);
    const float direction = std::floor(s.direction);
    const float to_row = s.row - row;
    const float to_column = s.column - column;
    const float to_direction = s.direction - direction;
    int bin = static_cast<int>(direction);
    if (bin < 0) bin += directions;
    if (bin >= directions) bin -= directions;

    const float r1 = s.weight * to_row;
    const float r0 = s.weight - r1;
    const float rc11 = r1 * to_column;
    const float rc10 = r1 - rc11;
    const float rc01 = r0 * to_column;
    const float rc00 = r0 - rc01;
    const auto put = [&](int cell, float weight) {
        const float second = weight * to_direction;
        const auto at = static_cast<std::size_t>(cell * padded_bins + bin);
        histogram[at] += weight - second;
        histogram[at + 1] += second;
    };
    const int cell = (static_cast<int>(row) + 1) * padded_cells + static_cast<int>(column) + 1;
    put(cell, rc00);
    put(cell + 1, rc01);
    put(cell + padded_cells, rc10);
    put(cell + padded_cells + 1, rc11);
}

/// Drops the margin and joins the two extra bins with the first two: directions are circular.
Histogram join(const PaddedHistogram& padded) {
    Histogram out{};
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            const float* bin = padded.data() + ((row + 1) * padded_cells + column + 1) * padded_bins;
            float* to = out.data() + (row * cells + column) * directions;
            std::copy_n(bin, directions, to);
            to[0] += bin[directions];
            to[1] += bin[directions + 1];
        }
    return out;
}

float length(const Histogram& histogram) {
    float squares = 0;
    for (const float value : histogram) squares += value * value;
    return std::sqrt(squares);
}

Descriptor normalize(Histogram histogram) {
    const float limit = length(histogram) * largest_share;
    for (float& value : histogram) value = std::min(value, limit);
    const float scale = integer_length / std::max(length(histogram), std::numeric_limits<float>::epsilon());
    Descriptor out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(std::clamp(std::nearbyint(histogram[i] * scale), 0.0F, 255.0F));
    return out;
}

}  // namespace

Descriptor describe(const Image& layer, float x, float y, float sigma, float angle) {
    const int centre_x = static_cast<int>(std::nearbyint(x));
    const int centre_y = static_cast<int>(std::nearbyint(y));
    // Bins count counter-clockwise on screen, so the frame does as well.
    const float turn = angle == 0 ? 0 : 360 - angle;
    const float cell_width = cell_sigmas * sigma;
    const double diagonal = std::hypot(layer.width(), layer.height());
    const int radius =
        std::min(static_cast<int>(std::nearbyint(cell_width * 1.4142135623730951F * (cells + 1) * 0.5F)),
                 static_cast<int>(diagonal));
    const SineCosine frame = sine_cosine(turn);
    const float cosine = static_cast<float>(frame.cosine) / cell_width;
    const float sine = static_cast<float>(frame.sine) / cell_width;
    constexpr float weight_scale = -1.0F / (cells * cells * 0.5F);

    PaddedHistogram histogram{};
    for (int i = -radius; i <= radius; ++i) {
        const int row = centre_y + i;
        if (row <= 0 || row >= layer.height() - 1) continue;
        for (int j = -radius; j <= radius; ++j) {
            const int column = centre_x + j;
            if (column <= 0 || column >= layer.width() - 1) continue;
            const float across = static_cast<float>(j) * cosine - static_cast<float>(i) * sine;
            const float down = static_cast<float>(j) * sine + static_cast<float>(i) * cosine;
            const float row_bin = down + cells / 2 - 0.5F;
            const float column_bin = across + cells / 2 - 0.5F;
            if (!(row_bin > -1 && row_bin < cells && column_bin > -1 && column_bin < cells)) continue;
            float magnitude = 0;
            float degrees = 0;
            kernels::scalar::gradient_polar(layer.row(row - 1) + column, layer.row(row) + column,
                                            layer.row(row + 1) + column, &magnitude, &degrees, 1);
            const auto weight =
                static_cast<float>(exponential((across * across + down * down) * weight_scale));
            add({row_bin, column_bin, (degrees - turn) * (directions / 360.0F), magnitude * weight},
                histogram);
        }
    }
    return normalize(join(histogram));
}

}  // namespace sift
