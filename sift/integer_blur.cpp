#include "sift/integer_blur.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sift/gaussian_blur.h"
#include "sift/kernels/integer_blur.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// A task blurs one tile; see gaussian_blur.cpp.
constexpr int tile_columns = 512;
constexpr int tile_rows = 256;

struct Tile {
    int left, right;  ///< columns [left, right)
    int top, bottom;  ///< rows [top, bottom)
};

/// Samples [begin, end) of an endless mirrored row, and one more that does not matter.
const std::int16_t* mirrored_span(const std::int16_t* row, int width, int begin, int end,
                                  std::vector<std::int16_t>& buffer) {
    if (begin >= 0 && end < width) return row + begin;
    buffer.resize(static_cast<std::size_t>(end - begin) + 1);
    const int first = std::clamp(0, begin, end);
    const int last = std::clamp(width, first, end);
    std::int16_t* out = buffer.data();
    for (int i = begin; i < first; ++i) *out++ = row[reflect(i, width)];
    out = std::copy(row + first, row + last, out);
    for (int i = last; i < end; ++i) *out++ = row[reflect(i, width)];
    *out = 0;
    return buffer.data();
}

/// The halves of the first pass's rows that the second one still needs, in a ring: row y lies in slot
/// y mod (2 radius + 1).
class SplitRing {
  public:
    SplitRing(int columns, int radius)
        : slots_(2 * radius + 1),
          high_(IntegerImage::uninitialized(columns, slots_)),
          low_(IntegerImage::uninitialized(columns, slots_)),
          high_rows_(static_cast<std::size_t>(slots_)),
          low_rows_(static_cast<std::size_t>(slots_)) {}

    [[nodiscard]] std::int16_t* high(int y) { return high_.row(slot(y)); }
    [[nodiscard]] std::int16_t* low(int y) { return low_.row(slot(y)); }

    /// All rows of the ring, beginning with row `top`.
    [[nodiscard]] kernels::SplitRows from(int top) {
        for (int j = 0; j < slots_; ++j) {
            high_rows_[static_cast<std::size_t>(j)] = high(top + j);
            low_rows_[static_cast<std::size_t>(j)] = low(top + j);
        }
        return {high_rows_.data(), low_rows_.data()};
    }

  private:
    [[nodiscard]] int slot(int y) const { return ((y % slots_) + slots_) % slots_; }

    int slots_;
    IntegerImage high_, low_;
    std::vector<const std::int16_t*> high_rows_, low_rows_;
};

/// `difference` may be empty: then it is not formed.
void blur_tile(const IntegerImage& in, const IntegerTaps& taps, const Tile& tile, int extra,
               BlurredLevel& out, const RunOptions& run) {
    const int radius = static_cast<int>(taps.size()) - 1;
    const int columns = tile.right - tile.left;
    const auto n = static_cast<std::size_t>(columns);
    SplitRing ring(columns, radius);
    std::vector<std::int16_t> buffer;
    const auto row_pass = [&](int y) {
        const std::int16_t* padded = mirrored_span(in.row(reflect(y, in.height())), in.width(),
                                                   tile.left - radius, tile.right + radius, buffer);
        kernels::integer_blur_row(padded, ring.high(y), ring.low(y), n, taps.data(), radius);
    };
    const bool with_difference = !out.difference.empty();
    for (int y = tile.top - radius; y < tile.top + radius; ++y) row_pass(y);
    for (int y = tile.top; y < tile.bottom && !run.stop.stop_requested(); ++y) {
        row_pass(y + radius);
        kernels::integer_blur_column(ring.from(y - radius), with_difference ? in.row(y) + tile.left : nullptr,
                                     out.level.row(y) + tile.left,
                                     with_difference ? out.difference.row(y) + tile.left : nullptr, n,
                                     taps.data(), radius, extra);
    }
}

void blur(const IntegerImage& in, const IntegerTaps& taps, int extra, BlurredLevel& out,
          const RunOptions& run) {
    const int across = (in.width() + tile_columns - 1) / tile_columns;
    const int down = (in.height() + tile_rows - 1) / tile_rows;
    const auto column = [&](int strip) {
        return static_cast<int>(static_cast<long long>(in.width()) * strip / across);
    };
    parallel_for(across * down, 1, run, [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            const int strip = i % across;
            const int top = i / across * tile_rows;
            const Tile tile{column(strip), column(strip + 1), top, std::min(in.height(), top + tile_rows)};
            blur_tile(in, taps, tile, extra, out, run);
        }
    });
}

}  // namespace

IntegerImage integer_blur(const IntegerImage& finer, const IntegerTaps& taps, const RunOptions& run) {
    if (taps.size() == 1) return finer;
    BlurredLevel out{IntegerImage::uninitialized(finer.width(), finer.height()), {}};
    blur(finer, taps, 0, out, run);
    return std::move(out.level);
}

BlurredLevel integer_blur_with_difference(const IntegerImage& finer, const IntegerTaps& taps, int extra,
                                          const RunOptions& run) {
    if (taps.size() == 1) return {finer, IntegerImage(finer.width(), finer.height())};
    BlurredLevel out{IntegerImage::uninitialized(finer.width(), finer.height()),
                     IntegerImage::uninitialized(finer.width(), finer.height())};
    blur(finer, taps, extra, out, run);
    return out;
}

}  // namespace sift
