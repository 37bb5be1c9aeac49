#include "sift/descriptor.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sift/elementary.h"
#include "sift/gaussian_window.h"
#include "sift/kernels/descriptor.h"
#include "sift/normalize_descriptor.h"

namespace sift {
namespace {

using kernels::DescriptorFrame;
using kernels::DescriptorHistogram;

constexpr int cells = kernels::descriptor_cells;
constexpr int directions = kernels::descriptor_directions;
constexpr float cell_sigmas = 3;   ///< side of a cell, in keypoint sigmas
constexpr float window_cells = 2;  ///< standard deviation of the weights: half the square's width

using Histogram = std::array<float, static_cast<std::size_t>(cells* cells* directions)>;

/// Whether a sample takes part: nearer than one cell to the centre of any of the outer cells.
bool is_inside(const DescriptorFrame& frame, int j, int i) {
    const auto [row, column] =
        kernels::scalar::cell_position(frame, static_cast<float>(j), static_cast<float>(i));
    return row > -1 && row < cells && column > -1 && column < cells;
}

struct Span {
    int first = 0;
    int last = -1;
};

/// Finds for each row the samples that lie inside. They have no gaps, as each coordinate grows or falls with
/// j, in single precision as well. So the ends are guessed from where the row enters and leaves the turned
/// square, then corrected by the test itself.
class RowSpans {
  public:
    explicit RowSpans(const DescriptorFrame& frame)
        : frame_(frame), per_column_(1.0 / frame.cosine), per_row_(1.0 / frame.sine) {}

    /// The samples j of row i within [lowest, highest].
    [[nodiscard]] Span at(int i, int lowest, int highest) const {
        double from = lowest;
        double to = highest;
        cut(i * static_cast<double>(frame_.sine), per_column_, from, to);
        cut(-i * static_cast<double>(frame_.cosine), per_row_, from, to);
        if (from > to + 2) return {};

        // One more on either side than the guess, for its rounding.
        Span span{std::max(lowest, static_cast<int>(from) - 1), std::min(highest, static_cast<int>(to) + 1)};
        while (span.first <= span.last && !is_inside(frame_, span.first, i)) ++span.first;
        while (span.first <= span.last && !is_inside(frame_, span.last, i)) --span.last;
        return span;
    }

  private:
    /// Cuts [from, to] to |j slope - at| < half a square; `inverse` = 1 / slope, infinite for no slope.
    static void cut(double at, double inverse, double& from, double& to) {
        constexpr double half = 0.5 * (cells + 1);
        if (!std::isfinite(inverse)) return;
        const double reach = half * std::abs(inverse);
        from = std::max(from, at * inverse - reach);
        to = std::min(to, at * inverse + reach);
    }

    DescriptorFrame frame_;
    double per_column_;  ///< samples for each cell across
    double per_row_;     ///< samples for each cell down
};

/// Drops the margin and joins the copies.
Histogram join(const DescriptorHistogram& padded) {
    constexpr int copy_size = DescriptorHistogram::copy_size;
    Histogram out{};
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            const int cell = (row + 1) * DescriptorHistogram::cells + column + 1;
            const float* bin = padded.entry.data() + cell * directions;
            float* to = out.data() + (row * cells + column) * directions;
            for (int k = 0; k < directions; ++k)
                to[k] = (bin[k] + bin[k + copy_size]) + (bin[k + 2 * copy_size] + bin[k + 3 * copy_size]);
        }
    return out;
}

}  // namespace

Descriptor describe(const Image& layer, float x, float y, float sigma, float angle) {
    return normalize_descriptor(descriptor_sums(layer, x, y, sigma, angle));
}

Histogram descriptor_sums(const Image& layer, float x, float y, float sigma, float angle) {
    const int centre_x = static_cast<int>(std::nearbyint(x));
    const int centre_y = static_cast<int>(std::nearbyint(y));
    const float cell_width = cell_sigmas * sigma;
    const float half_diagonal = cell_width * 1.4142135623730951F * (cells + 1) * 0.5F;
    const double picture_diagonal = std::hypot(layer.width(), layer.height());
    const int radius =
        std::min(static_cast<int>(std::nearbyint(half_diagonal)), static_cast<int>(picture_diagonal));

    // Bins count counter-clockwise on screen, so the frame turns that way as well.
    const float turn = angle == 0 ? 0 : 360 - angle;
    const SineCosine direction = sine_cosine(turn);
    const DescriptorFrame frame{static_cast<float>(direction.cosine) / cell_width,
                                static_cast<float>(direction.sine) / cell_width, turn};
    const std::vector<float> weights = gaussian_window(radius, window_cells * cell_width);

    const RowSpans spans(frame);
    DescriptorHistogram histogram;
    const int top = std::max(-radius, 1 - centre_y);
    const int bottom = std::min(radius, layer.height() - 2 - centre_y);
    const int left = std::max(-radius, 1 - centre_x);
    const int right = std::min(radius, layer.width() - 2 - centre_x);
    for (int i = top; i <= bottom; ++i) {
        const auto [first, last] = spans.at(i, left, right);
        if (first > last) continue;
        const int row = centre_y + i;
        const int column = centre_x + first;
        kernels::add_descriptor_row(
            {{layer.row(row - 1) + column, layer.row(row) + column, layer.row(row + 1) + column},
             last - first + 1,
             static_cast<float>(first),
             static_cast<float>(i),
             weights.data() + (first + radius),
             *(weights.data() + (i + radius))},
            frame, histogram);
    }
    return join(histogram);
}

}  // namespace sift
