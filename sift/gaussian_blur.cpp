#include "sift/gaussian_blur.h"

#include <algorithm>
#include <cmath>

#include "sift/elementary.h"
#include "sift/kernels/blur.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// A task blurs one tile. Narrow, so that the rows between the two passes stay in the first-level cache;
/// tall, since the row pass is repeated on `radius` rows above and below.
constexpr int tile_columns = 256;
constexpr int tile_rows = 256;

/// Samples [begin, end) of an endless mirrored row: where they lie if they do, otherwise copied to `buffer`.
const float* mirrored_span(const float* row, int width, int begin, int end, std::vector<float>& buffer) {
    if (begin >= 0 && end <= width) return row + begin;
    return mirrored_copy(row, width, begin, end, buffer);
}

struct Tile {
    int left, right;  ///< columns [left, right)
    int top, bottom;  ///< rows [top, bottom)
};

/// The row pass keeps only the rows that the column pass still needs, in a ring: row y lies in slot
/// y mod (2 radius + 1).
void blur_tile(const Image& in, const SymmetricTaps& taps, const Tile& tile, Image& out,
               const RunOptions& run) {
    const std::vector<float> row_taps = both_sides(taps);
    const int radius = static_cast<int>(taps.size()) - 1;
    const int slots = 2 * radius + 1;
    const int columns = tile.right - tile.left;
    Image ring = Image::uninitialized(columns, slots);
    std::vector<float> buffer;
    std::vector<const float*> rows(static_cast<std::size_t>(slots));

    const auto slot = [&](int y) { return ring.row(((y % slots) + slots) % slots); };
    const auto row_pass = [&](int y) {
        const float* padded = mirrored_span(in.row(reflect(y, in.height())), in.width(), tile.left - radius,
                                            tile.right + radius, buffer);
        kernels::blur_row(padded, slot(y), static_cast<std::size_t>(columns), row_taps.data(), radius);
    };
    for (int y = tile.top - radius; y < tile.top + radius; ++y) row_pass(y);
    for (int y = tile.top; y < tile.bottom && !run.stop.stop_requested(); ++y) {
        row_pass(y + radius);
        for (int j = 0; j < slots; ++j) rows[static_cast<std::size_t>(j)] = slot(y - radius + j);
        float* const to = out.row(y) + tile.left;
        kernels::blur_columns(rows.data(), &to, 1, static_cast<std::size_t>(columns), taps.data(), radius);
    }
}

}  // namespace

std::vector<float> both_sides(const SymmetricTaps& taps) {
    std::vector<float> all(taps.rbegin(), taps.rend());
    all.insert(all.end(), taps.begin() + 1, taps.end());
    return all;
}

SymmetricTaps gaussian_taps(double sigma) {
    const int length = static_cast<int>(std::nearbyint(sigma * 4 * 2 + 1)) | 1;
    const int radius = length / 2;
    std::vector<double> weights;
    double sum = 0;
    for (int j = 0; j <= radius; ++j) {
        weights.push_back(exponential(-0.5 * j * j / (sigma * sigma)));
        sum += (j == 0 ? 1 : 2) * weights.back();
    }
    SymmetricTaps taps;
    for (const double weight : weights) taps.push_back(static_cast<float>(weight / sum));
    return taps;
}

int reflect(int i, int n) {
    // Nearly always it lies in the signal or once over its end.
    if (i >= 0 && i < n) return i;
    if (i < 0 && -i < n) return -i;
    if (n == 1) return 0;
    const int period = 2 * (n - 1);
    const int folded = ((i % period) + period) % period;
    return std::min(folded, period - folded);
}

void mirror_ends(float* row, int width, int count) {
    float* const last = row + (width - 1);
    if (count < width) {
        // Loops that the compiler makes vectors of.
        for (int j = 1; j <= count; ++j) row[-j] = row[j];
        for (int j = 1; j <= count; ++j) last[j] = last[-j];
    } else {
        for (int j = 1; j <= count; ++j) {
            row[-j] = row[reflect(-j, width)];
            last[j] = row[reflect(width - 1 + j, width)];
        }
    }
}

const float* mirrored_copy(const float* row, int width, int begin, int end, std::vector<float>& buffer) {
    buffer.resize(static_cast<std::size_t>(end - begin));
    const int first = std::clamp(0, begin, end);
    const int last = std::clamp(width, first, end);
    float* out = buffer.data();
    for (int i = begin; i < first; ++i) *out++ = row[reflect(i, width)];
    out = std::copy(row + first, row + last, out);
    for (int i = last; i < end; ++i) *out++ = row[reflect(i, width)];
    return buffer.data();
}

Image gaussian_blur(const Image& image, double sigma, const RunOptions& run) {
    return symmetric_blur(image, gaussian_taps(sigma), run);
}

Image symmetric_blur(const Image& image, const SymmetricTaps& taps, const RunOptions& run) {
    Image out = Image::uninitialized(image.width(), image.height());
    const int across = (image.width() + tile_columns - 1) / tile_columns;
    const int down = (image.height() + tile_rows - 1) / tile_rows;
    // Widths that differ by at most one: a narrow last tile would be costly.
    const auto column = [&](int strip) {
        return static_cast<int>(static_cast<long long>(image.width()) * strip / across);
    };
    parallel_for(across * down, 1, run, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            const int strip = i % across;
            const int top = i / across * tile_rows;
            const Tile tile{column(strip), column(strip + 1), top, std::min(image.height(), top + tile_rows)};
            blur_tile(image, taps, tile, out, run);
        }
    });
    return out;
}

}  // namespace sift
